import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { seal, unseal } from '#core/vault/seal.ts'
import { createRecoverySlot, openRecoverySlot } from '#core/vault/recovery-slot.ts'
import { createRecoverySecret, recoveryGroups } from '#core/vault/recovery-key.ts'
import type { SlotOf } from '#core/vault/slot.ts'

const host = { random: (bytes: number) => randomBytes(bytes) }

test('a flipped bit anywhere in a sealed key is refused, never another key', () => {
  const [key, plain, about, nonce] = [randomBytes(32), randomBytes(32), randomBytes(40), randomBytes(12)]
  const sealed = seal(key, plain, about, nonce)
  expect(unseal(key, sealed, about, nonce)?.equals(plain)).toBe(true)
  for (let bit = 0; bit < sealed.length * 8; bit += 1) {
    const flipped = Buffer.from(sealed)
    flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7))
    expect(unseal(key, flipped, about, nonce)).toBeNull()
  }
  expect(unseal(key, sealed.subarray(0, 15), about, nonce)).toBeNull()
})

test('a slot moved to another vault, renamed, or given other parameters does not open', () => {
  const secret = createRecoverySecret(host)
  const dataKey = randomBytes(32)
  const slot = createRecoverySlot(host, 'store', dataKey, secret)
  const typed = recoveryGroups(secret).join(' ')
  const otherId = randomBytes(16).toString('base64')
  expect(openRecoverySlot('store', slot, typed)?.equals(dataKey)).toBe(true)
  expect(openRecoverySlot('another store', slot, typed)).toBeNull()
  expect(openRecoverySlot('store', { ...slot, id: otherId }, typed)).toBeNull()
  expect(openRecoverySlot('store', { ...slot, kdf: { ...slot.kdf, salt: otherId } }, typed)).toBeNull()
  const posing = { ...slot, kind: 'os' } as unknown as SlotOf<'recovery'>
  expect(openRecoverySlot('store', posing, typed)).toBeNull()
})

test('the order of fields in the file does not matter to a seal', () => {
  const secret = createRecoverySecret(host)
  const dataKey = randomBytes(32)
  const slot = createRecoverySlot(host, 'store', dataKey, secret)
  const { name, salt } = slot.kdf
  const reordered = { ...slot, kdf: { salt, name } }
  expect(openRecoverySlot('store', reordered, recoveryGroups(secret).join('-'))?.equals(dataKey)).toBe(true)
})
