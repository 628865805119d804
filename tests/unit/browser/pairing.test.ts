import { randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { createPairing, sameSecret } from '../../../electron/browser/pairing.ts'

function setUp() {
  let time = 1_000_000
  let stops = 0
  const pairing = createPairing({
    now: () => time,
    random: (bytes) => randomBytes(bytes),
    onTooManyFailures: () => stops++,
  })
  return { pairing, advance: (by: number) => (time += by), stops: () => stops }
}

describe('pairing', () => {
  it('turns a code into a bearer of 256 bits', () => {
    const { pairing } = setUp()
    const code = pairing.newCode()
    const bearer = pairing.redeem(code) ?? ''
    expect(Buffer.from(code, 'base64url')).toHaveLength(32)
    expect(Buffer.from(bearer, 'base64url')).toHaveLength(32)
    expect(pairing.accepts(bearer)).toBe(true)
    expect(bearer).not.toBe(code)
  })

  it('does not let a code be used twice, and ends the first window too: one of the two is a thief', () => {
    const { pairing } = setUp()
    const code = pairing.newCode()
    const bearer = pairing.redeem(code) ?? ''
    let revoked = 0
    pairing.onRevoked(bearer, () => revoked++)
    expect(pairing.redeem(code)).toBeNull()
    expect(revoked).toBe(1)
    expect(pairing.accepts(bearer)).toBe(false)
  })

  it('keeps the other windows when one code was stolen', () => {
    const { pairing } = setUp()
    const other = pairing.redeem(pairing.newCode()) ?? ''
    const code = pairing.newCode()
    pairing.redeem(code)
    pairing.redeem(code)
    expect(pairing.accepts(other)).toBe(true)
  })

  it('lets a code live 60 s and not a moment longer, while bearers live on', () => {
    const { pairing, advance } = setUp()
    const [early, late] = [pairing.newCode(), pairing.newCode()]
    advance(59_999)
    const bearer = pairing.redeem(early) ?? ''
    advance(1)
    expect(pairing.redeem(late)).toBeNull()
    advance(1e9)
    expect(pairing.accepts(bearer)).toBe(true)
  })

  it('stops the host at the tenth wrong guess, whether code or bearer, and says so once', () => {
    const { pairing, stops } = setUp()
    for (let guess = 0; guess < 5; guess++) pairing.redeem(`wrong ${guess}`)
    for (let guess = 0; guess < 4; guess++) pairing.accepts(`wrong ${guess}`)
    expect(stops()).toBe(0)
    pairing.redeem('')
    expect(stops()).toBe(1)
    pairing.redeem('')
    expect(stops()).toBe(1)
  })

  it('starts to count anew after a window paired, so that stale tabs do not add up over weeks', () => {
    const { pairing, stops } = setUp()
    for (let guess = 0; guess < 9; guess++) pairing.accepts('stale')
    pairing.redeem(pairing.newCode())
    for (let guess = 0; guess < 9; guess++) pairing.accepts('stale')
    expect(stops()).toBe(0)
  })

  it('compares secrets of any length', () => {
    expect(sameSecret('a', 'a')).toBe(true)
    expect(sameSecret('a', 'aa')).toBe(false)
    expect(sameSecret('', 'a')).toBe(false)
  })
})
