import { randomBytes } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createSpool, openSpooledBytes, type Spool } from '#core/importers/files/spool.ts'
import { UploadId } from '#shared/model/ids.ts'

let folder = ''
let spool: Spool

beforeEach(async () => {
  folder = join(await mkdtemp(join(tmpdir(), 'keepsake-spool-')), 'spool')
  spool = await createSpool({ folder, random: randomBytes })
})

afterEach(async () => {
  await spool[Symbol.asyncDispose]()
  await rm(join(folder, '..'), { recursive: true, force: true })
})

async function* chunked(bytes: Buffer, size: number) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

describe('createSpool', () => {
  test('an upload that comes in during a lock ends there: no file, no id, and no key left in memory', async () => {
    const keys: Buffer[] = []
    const other = await createSpool({
      folder,
      random: (length) => {
        const bytes = randomBytes(length)
        if (length === 32) keys.push(bytes)
        return bytes
      },
    })
    const locked = Promise.withResolvers<void>()
    const begun = Promise.withResolvers<void>()
    async function* slowly() {
      yield randomBytes(300_000)
      begun.resolve()
      await locked.promise
      yield randomBytes(300_000)
    }
    const receiving = other.receive('a.zip', slowly(), 1_000_000)
    await begun.promise
    await other[Symbol.asyncDispose]()
    locked.resolve()
    await expect(receiving).rejects.toMatchObject({ code: 'VAULT_LOCKED' })
    expect(await readdir(folder)).toEqual([])
    expect(keys.map((key) => key.every((byte) => byte === 0))).toEqual([true])
  })

  test('gives back any range of an upload, across chunk borders', async () => {
    const bytes = randomBytes(700_001)
    const source = await openSpooledBytes(
      spool.source(await spool.receive('a.zip', chunked(bytes, 9_973), bytes.length)),
    )
    expect(source.size).toBe(bytes.length)
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length), fc.nat(600_000), async (position, length) => {
        expect((await source.read(position, length)).equals(bytes.subarray(position, position + length))).toBe(true)
      }),
      { numRuns: 50 },
    )
    await source.close()
  })

  test('writes no plain text to the disk, in content or in names', async () => {
    const canary = 'CANARY-a-very-private-word'
    await spool.receive('private-name.json', chunked(Buffer.from(canary.repeat(20_000)), 65_536), 1e9)
    const [name, ...others] = await readdir(folder)
    expect(others).toEqual([])
    expect(name).not.toContain('private')
    expect((await readFile(join(folder, name ?? ''))).includes('CANARY')).toBe(false)
  })

  test('refuses a file that was altered on disk', async () => {
    const upload = spool.source(await spool.receive('a.json', chunked(randomBytes(300_000), 100_000), 1e9))
    const sealed = await readFile(upload.path)
    sealed[280_000] = (sealed[280_000] ?? 0) ^ 1
    await writeFile(upload.path, sealed)
    const source = await openSpooledBytes(upload)
    await expect(source.read(0, 10)).resolves.toHaveLength(10)
    await expect(source.read(270_000, 10)).rejects.toMatchObject({ code: 'damaged' })
    await source.close()
  })

  test('leaves nothing of an upload that is too large or breaks off', async () => {
    await expect(spool.receive('a', chunked(randomBytes(1_000_000), 1_000), 999_999)).rejects.toMatchObject({
      code: 'INVALID_INPUT',
    })
    const broken = async function* () {
      yield randomBytes(400_000)
      throw new Error('connection lost')
    }
    await expect(spool.receive('b', broken(), 1e9)).rejects.toThrow('connection lost')
    expect(await readdir(folder)).toEqual([])
  })

  test('forgets an upload when it is discarded, and all of them at the end and at the start', async () => {
    const id = await spool.receive('a', chunked(randomBytes(10), 10), 10)
    await spool.discard(id)
    expect(() => spool.source(id)).toThrow('UPLOAD_GONE')
    expect(await readdir(folder)).toEqual([])
    await spool.receive('b', chunked(randomBytes(10), 10), 10)
    await createSpool({ folder, random: randomBytes })
    expect(await readdir(folder)).toEqual([])
    expect(() => spool.source(UploadId.parse('7b0c2f9e-0f5a-4d3c-9b1a-0d9b8c7a6f5e'))).toThrow('UPLOAD_GONE')
  })

  test('keeps a dropped folder in the name, never a way out of it', async () => {
    const id = await spool.receive('../export\\../dir/./a.json', chunked(Buffer.from('x'), 1), 1)
    expect(spool.source(id).name).toBe('export/dir/a.json')
  })

  test('takes an empty file', async () => {
    const source = await openSpooledBytes(spool.source(await spool.receive('a', chunked(Buffer.alloc(0), 1), 10)))
    expect(await source.read(0, 100)).toHaveLength(0)
    await source.close()
  })
})
