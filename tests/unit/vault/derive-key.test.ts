import { argon2Sync } from 'node:crypto'
import { argon2id } from 'hash-wasm'
import { expect, test } from 'vitest'
import { deriveKey } from '#core/vault/derive-key.ts'
import { affordableCost } from '#core/vault/passphrase-slot.ts'

const salt = Buffer.alloc(16, 2)

test('the reference that the next tests lean on gives the Argon2id vector of RFC 9106', () => {
  const tag = argon2Sync('argon2id', {
    message: Buffer.alloc(32, 1),
    nonce: salt,
    secret: Buffer.alloc(8, 3),
    associatedData: Buffer.alloc(12, 4),
    memory: 32,
    passes: 3,
    parallelism: 4,
    tagLength: 32,
  })
  expect(tag.toString('hex')).toBe('0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659')
})

test.each([
  { memory: 32, passes: 3, parallelism: 4, secret: Buffer.alloc(8, 3) },
  { memory: 256, passes: 1, parallelism: 1, secret: Buffer.alloc(0) },
  { memory: 1_024, passes: 5, parallelism: 1, secret: Buffer.alloc(0) },
])('our Argon2id agrees with the reference for %o', async ({ memory, passes, parallelism, secret }) => {
  const message = Buffer.from('你好 é 念念不忘')
  const ours = await argon2id({
    password: message,
    salt,
    ...(secret.length > 0 ? { secret } : {}),
    memorySize: memory,
    iterations: passes,
    parallelism,
    hashLength: 32,
    outputType: 'hex',
  })
  const reference = argon2Sync('argon2id', { message, nonce: salt, secret, memory, passes, parallelism, tagLength: 32 })
  expect(ours).toBe(reference.toString('hex'))
})

test('a key for a slot agrees with the reference', async () => {
  const passphrase = Buffer.from('correct horse 电池')
  const key = await deriveKey({ passphrase, salt, cost: { memoryKib: 65_536, passes: 3 } })
  const parameters = { message: passphrase, nonce: salt, memory: 65_536, passes: 3, parallelism: 1, tagLength: 32 }
  expect(Buffer.from(key).equals(argon2Sync('argon2id', parameters))).toBe(true)
})

test.each([
  { memoryKib: 65_535, passes: 3 },
  { memoryKib: 65_536, passes: 2 },
  { memoryKib: 1_048_577, passes: 3 },
  { memoryKib: 65_536, passes: 21 },
])('a cost from a tampered file that is too cheap or too dear is refused: %o', async (cost) => {
  await expect(deriveKey({ passphrase: Buffer.from('x'), salt, cost })).rejects.toThrow(/memoryKib|passes/)
})

test('a faster machine gets a dearer key, a slow or unmeasured one the floor, none more than the ceiling', () => {
  expect(affordableCost(300)).toEqual({ memoryKib: 131_072, passes: 3 })
  expect(affordableCost(120)).toEqual({ memoryKib: 262_144, passes: 4 })
  expect(affordableCost(1)).toEqual({ memoryKib: 262_144, passes: 10 })
  for (const slow of [600, 5_000, 0, -20]) expect(affordableCost(slow)).toEqual({ memoryKib: 65_536, passes: 3 })
})
