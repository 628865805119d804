import { randomBytes } from 'node:crypto'
import { mkdtemp, readFile, rm, stat, unlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createRecoverySecret } from '#core/vault/recovery-key.ts'
import { createRecoverySlot } from '#core/vault/recovery-slot.ts'
import { readSlotFile, type SlotFile, slotFileNames, writeSlotFile } from '#core/vault/slot-file.ts'

const host = { random: (bytes: number) => randomBytes(bytes) }
const storeId = randomBytes(16).toString('base64')
const slots = [createRecoverySlot(host, storeId, randomBytes(32), createRecoverySecret(host))]
const file = { storeId, revision: 7, opened: true, generation: 12, recoveryProven: true, slots } satisfies SlotFile

let folder = ''
const path = (copy: 0 | 1) => join(folder, slotFileNames[copy])

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'keepsake-slots-'))
  await writeSlotFile(folder, file)
})
afterEach(() => rm(folder, { recursive: true }))

test('what was written is read, and is nobody else’s to read', async () => {
  expect(await readSlotFile(folder)).toEqual({ state: 'read', file })
  for (const copy of [0, 1] as const) expect((await stat(path(copy))).mode & 0o777).toBe(0o600)
})

const damages: [name: string, damage: (path: string) => Promise<void>][] = [
  ['lost', (target) => unlink(target)],
  ['empty', (target) => writeFile(target, '')],
  ['torn', async (target) => writeFile(target, (await readFile(target)).subarray(0, -200))],
  ['zeroed', async (target) => writeFile(target, Buffer.alloc((await readFile(target)).length))],
  [
    'changed in one character',
    async (target) => {
      const text = await readFile(target, 'utf8')
      await writeFile(
        target,
        text.replace(/"sealed": "(.)/, (_, first) => `"sealed": "${first === 'A' ? 'B' : 'A'}`),
      )
    },
  ],
  [
    'lying about its format',
    async (target) => {
      await writeFile(target, (await readFile(target, 'utf8')).replace('"format": 1', '"format": 5'))
    },
  ],
]

test.each(damages)('one copy %s: the other is used and puts it right', async (_name, damage) => {
  for (const copy of [0, 1] as const) {
    const whole = await readFile(path(copy), 'utf8')
    await damage(path(copy))
    expect(await readSlotFile(folder)).toEqual({ state: 'read', file })
    expect(await readFile(path(copy), 'utf8')).toBe(whole)
  }
})

test.each(damages.slice(1))('both copies %s: damaged, and left as they are', async (_name, damage) => {
  for (const copy of [0, 1] as const) await damage(path(copy))
  const before = await Promise.all([readFile(path(0)), readFile(path(1))])
  expect(await readSlotFile(folder)).toEqual({ state: 'damaged' })
  expect(await Promise.all([readFile(path(0)), readFile(path(1))])).toEqual(before)
})

test('both copies gone is missing, one gone and one damaged is damaged', async () => {
  await unlink(path(0))
  await writeFile(path(1), 'half')
  expect(await readSlotFile(folder)).toEqual({ state: 'damaged' })
  await unlink(path(1))
  expect(await readSlotFile(folder)).toEqual({ state: 'missing' })
})

test('a crash between the two copies: the newer one wins, whichever it is', async () => {
  const newer = { ...file, revision: 8, recoveryProven: false }
  for (const copy of [0, 1] as const) {
    await writeSlotFile(folder, file)
    const old = await readFile(path(copy))
    await writeSlotFile(folder, newer)
    await writeFile(path(copy), old)
    expect(await readSlotFile(folder)).toEqual({ state: 'read', file: newer })
    expect(await readFile(path(0), 'utf8')).toBe(await readFile(path(1), 'utf8'))
  }
})

test('a file of a newer program is never taken for damage or written over', async () => {
  const { createHash } = await import('node:crypto')
  const content = { anything: 'to come' }
  const checksum = createHash('sha256')
    .update(JSON.stringify([2, content]))
    .digest('hex')
  const newer = JSON.stringify({ format: 2, checksum, content })
  await writeFile(path(1), newer)
  expect(await readSlotFile(folder)).toEqual({ state: 'newer-format' })
  expect(await readFile(path(1), 'utf8')).toBe(newer)
})

test.each([
  { memoryKib: 8, passes: 3 },
  { memoryKib: 65_536, passes: 1 },
  { memoryKib: 2_097_152, passes: 3 },
  { memoryKib: 65_536, passes: 1_000 },
])('a file whose derivation would be too cheap or too dear is not accepted: %o', async (cost) => {
  const { createHash } = await import('node:crypto')
  const slot = { ...slots[0], kind: 'passphrase', kdf: { name: 'argon2id', salt: storeId, ...cost } }
  const content = { ...file, slots: [slot] }
  const checksum = createHash('sha256')
    .update(JSON.stringify([1, content]))
    .digest('hex')
  for (const copy of [0, 1] as const) await writeFile(path(copy), JSON.stringify({ format: 1, checksum, content }))
  expect(await readSlotFile(folder)).toEqual({ state: 'damaged' })
})
