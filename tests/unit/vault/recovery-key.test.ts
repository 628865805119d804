import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  chooseGroupsToProve,
  createRecoverySecret,
  parseRecoveryKey,
  recoveryGroups,
} from '#core/vault/recovery-key.ts'

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const secret = fc.uint8Array({ minLength: 34, maxLength: 34, max: 31 })
const host = { random: (bytes: number) => randomBytes(bytes) }

test('a shown key has 8 groups of 5 unmistakable characters and at least 160 random bits', () => {
  const symbols = new Set<number>()
  for (let round = 0; round < 50; round += 1) {
    const fresh = createRecoverySecret(host)
    expect(fresh.length * 5).toBeGreaterThanOrEqual(160)
    expect(recoveryGroups(fresh)).toHaveLength(8)
    for (const group of recoveryGroups(fresh)) expect(group).toMatch(/^[0-9A-HJKMNP-TV-Z]{5}$/)
    for (const symbol of fresh) symbols.add(symbol)
  }
  expect(symbols.size).toBe(32)
})

test('a typed key opens whatever its case, width, spacing and usual mix-ups', () => {
  const spacing = fc.constantFrom('', ' ', '-', '–', '　', '\n', '. ', '\u00A0')
  fc.assert(
    fc.property(
      secret,
      fc.array(spacing, { minLength: 9, maxLength: 9 }),
      fc.boolean(),
      fc.boolean(),
      (symbols, gaps, lower, wide) => {
        let text =
          recoveryGroups(symbols).reduce((typed, group, index) => `${typed}${gaps[index]}${group}`, '') + gaps[8]
        text = text
          .replaceAll('0', 'O')
          .replaceAll('1', lower ? 'l' : 'I')
          .replace('V', 'U')
        if (lower) text = text.toLowerCase()
        if (wide) text = text.replaceAll(/[!-~]/g, (character) => String.fromCharCode(character.charCodeAt(0) + 0xfee0))
        expect(parseRecoveryKey(text)).toEqual(Buffer.from(symbols))
      },
    ),
  )
})

test('every single wrong character is noticed', () => {
  fc.assert(
    fc.property(secret, (symbols) => {
      const text = recoveryGroups(symbols).join('')
      for (let position = 0; position < text.length; position += 1) {
        for (const character of alphabet) {
          if (character === text[position]) continue
          expect(parseRecoveryKey(text.slice(0, position) + character + text.slice(position + 1))).toBeNull()
        }
      }
    }),
    { numRuns: 5 },
  )
})

test('every swap of two characters, near or far, is noticed', () => {
  fc.assert(
    fc.property(secret, (symbols) => {
      const text = recoveryGroups(symbols).join('').split('')
      for (const [first, left] of text.entries()) {
        for (const [second, right] of text.entries()) {
          if (second <= first || left === right) continue
          expect(parseRecoveryKey(text.with(first, right).with(second, left).join(''))).toBeNull()
        }
      }
    }),
    { numRuns: 5 },
  )
})

test('a key that lacks a group, repeats one or is something else is none', () => {
  const groups = recoveryGroups(createRecoverySecret(host))
  expect(parseRecoveryKey(groups.slice(1).join(' '))).toBeNull()
  expect(parseRecoveryKey([...groups, groups[0]].join(' '))).toBeNull()
  for (const text of ['', '念念不忘', '🙂'.repeat(40), '0'.repeat(40), 'x'.repeat(500)])
    expect(parseRecoveryKey(text)).toBeNull()
})

test('three different groups are asked back, not always the same ones', () => {
  const seen = new Set<number>()
  for (let round = 0; round < 200; round += 1) {
    const groups = chooseGroupsToProve(host)
    expect(new Set(groups).size).toBe(3)
    for (const group of groups) seen.add(group)
  }
  expect([...seen].toSorted((left, right) => left - right)).toEqual([0, 1, 2, 3, 4, 5, 6, 7])
})
