import { randomBytes } from 'node:crypto'
import { createWriteStream, readFileSync, writeFileSync } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { deflateRawSync, gzipSync } from 'node:zlib'
import yazl from 'yazl'
import { describe, expect, test } from 'vitest'
import { openFileBytes } from '#core/importers/files/byte-source.ts'
import type { SourceFiles } from '#core/importers/files/source-files.ts'
import { openZip, zipLimits, type ZipLimits } from '#core/importers/files/zip-source.ts'
import { chatgptConversations, writeChatgptZip } from '#tests/helpers/chatgpt-export.ts'
import { readPaths } from '#tests/helpers/read-inputs.ts'
import { tempFolder } from '#tests/helpers/temp-folder.ts'
import { writeRawZip } from '#tests/helpers/raw-zip.ts'

async function openAt(path: string, limits: Partial<ZipLimits> = {}): Promise<SourceFiles & AsyncDisposable> {
  const zip = await openZip(await openFileBytes(path), { limits: { ...zipLimits, ...limits } })
  return { ...zip, [Symbol.asyncDispose]: zip.close }
}

async function drain(zip: SourceFiles, name: string): Promise<number> {
  let size = 0
  for await (const chunk of zip.files.find((file) => file.name === name)?.read() ?? []) size += chunk.length
  return size
}

describe('openZip', () => {
  test('stops a bomb by what it gives, not by what its header says', async () => {
    await using folder = await tempFolder()
    const zeros = Buffer.alloc(50_000_000)
    writeFileSync(
      folder.file('a.zip'),
      writeRawZip([
        { name: 'bomb.json', data: zeros },
        { name: 'liar.json', data: zeros, statedSize: 1_000 },
      ]),
    )
    await using zip = await openAt(folder.file('a.zip'))
    await expect(drain(zip, 'bomb.json')).rejects.toMatchObject({ code: 'expands-too-much' })
    await expect(drain(zip, 'liar.json')).rejects.toMatchObject({ code: 'lying-size' })
  })

  test('refuses sizes that lie in the other direction, and bytes that do not fit their checksum', async () => {
    await using folder = await tempFolder()
    writeFileSync(
      folder.file('a.zip'),
      writeRawZip([
        { name: 'short.json', data: Buffer.from('[1]'), statedSize: 500 },
        { name: 'rotten.json', data: Buffer.from('[1]'), crc: 7 },
        { name: 'fine.json', data: Buffer.from('[1]') },
      ]),
    )
    await using zip = await openAt(folder.file('a.zip'))
    await expect(drain(zip, 'short.json')).rejects.toMatchObject({ code: 'lying-size' })
    await expect(drain(zip, 'rotten.json')).rejects.toMatchObject({ code: 'damaged' })
    expect(await drain(zip, 'fine.json')).toBe(3)
  })

  test('counts all entries against one total', async () => {
    await using folder = await tempFolder()
    const data = Buffer.from(Array.from({ length: 2_000 }, (_, index) => index % 251))
    writeFileSync(
      folder.file('a.zip'),
      writeRawZip([
        { name: 'a', data },
        { name: 'b', data },
      ]),
    )
    await using zip = await openAt(folder.file('a.zip'), { totalBytes: 3_000 })
    expect(await drain(zip, 'a')).toBe(2_000)
    await expect(drain(zip, 'b')).rejects.toMatchObject({ code: 'too-large' })
  })

  test('refuses each dangerous entry with its reason and still reads the rest', async () => {
    await using folder = await tempFolder()
    const data = Buffer.from('[]')
    writeFileSync(
      folder.file('a.zip'),
      writeRawZip([
        { name: '../../etc/passwd', data },
        { name: '/absolute.json', data },
        { name: 'C:/windows.json', data },
        { name: '..\\back.json', data },
        { name: 'link.json', data, attributes: 0o120777 << 16 },
        { name: 'secret.json', data, flags: 1 },
        { name: 'strange.json', data, method: 99 },
        { name: 'fine.json', data },
        { name: 'again.json', data, offsetOf: 'fine.json' },
      ]),
    )
    await using zip = await openAt(folder.file('a.zip'))
    expect(zip.files.map((file) => file.name)).toEqual(['fine.json'])
    expect(zip.refused.map(({ code }) => code)).toEqual([
      'unsafe-name',
      'unsafe-name',
      'unsafe-name',
      'unsafe-name',
      'symlink',
      'encrypted',
      'unsupported-compression',
      'overlapping',
    ])
  })

  test('reads two entries of one name, old DOS names, and passes over what systems leave behind', async () => {
    await using folder = await tempFolder()
    writeFileSync(
      folder.file('a.zip'),
      writeRawZip([
        { name: 'same.json', data: Buffer.from('[1]') },
        { name: 'same.json', data: Buffer.from('[1,2]') },
        { name: Buffer.from([0x67, 0x72, 0x81, 0x6e, 0x2e, 0x74, 0x78, 0x74]), data: Buffer.from('x') },
        { name: '__MACOSX/._same.json', data: Buffer.from('x') },
        { name: 'dir/.DS_Store', data: Buffer.from('x') },
        { name: 'dir/', data: Buffer.alloc(0) },
      ]),
    )
    await using zip = await openAt(folder.file('a.zip'))
    expect(zip.files.map((file) => file.name)).toEqual(['same.json', 'same.json', 'grün.txt'])
  })

  test('stops at a number of entries and says so', async () => {
    await using folder = await tempFolder()
    const entries = Array.from({ length: 20 }, (_, index) => ({ name: `${index}.json`, data: Buffer.from('[]') }))
    writeFileSync(folder.file('a.zip'), writeRawZip(entries))
    await using zip = await openAt(folder.file('a.zip'), { entries: 10 })
    expect(zip.files).toHaveLength(10)
    expect(zip.refused).toEqual([{ name: '', code: 'too-many-files' }])
  })
})

describe('a zip as an export', () => {
  test('cut short: says that it is damaged', async () => {
    await using folder = await tempFolder()
    await writeChatgptZip(folder.file('whole.zip'), { conversations: 3 })
    const whole = readFileSync(folder.file('whole.zip'))
    writeFileSync(folder.file('cut.zip'), whole.subarray(0, whole.length - 300))
    const { conversations, refused } = await readPaths(folder.file('cut.zip'))
    expect(conversations).toEqual([])
    expect(refused).toEqual([{ name: 'cut.zip', code: 'damaged' }])
  })

  test('with a rotten picture: the conversations come in all the same', async () => {
    await using folder = await tempFolder()
    const json = Buffer.from(JSON.stringify([...chatgptConversations({ conversations: 2 })]))
    writeFileSync(
      folder.file('a.zip'),
      writeRawZip([
        { name: 'conversations.json', data: json },
        { name: 'file-a.dat', data: json, crc: 1 },
      ]),
    )
    expect((await readPaths(folder.file('a.zip'))).conversations).toHaveLength(2)
  })

  test('inside a zip: its conversations come in; one level deeper it is named, not opened', async () => {
    await using folder = await tempFolder()
    await writeChatgptZip(folder.file('inner.zip'), { conversations: 1 })
    for (const [inner, outer] of [
      ['inner.zip', 'outer.zip'],
      ['outer.zip', 'outermost.zip'],
    ] as const) {
      const zip = new yazl.ZipFile()
      zip.addFile(folder.file(inner), inner)
      zip.end()
      await pipeline(zip.outputStream, createWriteStream(folder.file(outer)))
    }
    expect((await readPaths(folder.file('outer.zip'))).conversations).toHaveLength(1)
    const { sorted } = await readPaths(folder.file('outermost.zip'))
    expect(sorted).toMatchObject([
      { file: { name: 'outermost.zip/outer.zip/inner.zip' }, kind: 'other', code: 'nested-archive' },
    ])
  })

  test('in a gzip: is read through it', async () => {
    await using folder = await tempFolder()
    const json = Buffer.from(JSON.stringify([...chatgptConversations({ conversations: 2 })]))
    writeFileSync(folder.file('conversations.json.gz'), gzipSync(json))
    writeFileSync(folder.file('cut.json.gz'), gzipSync(json).subarray(0, 40))
    expect((await readPaths(folder.file('conversations.json.gz'))).conversations).toHaveLength(2)
    const { sorted } = await readPaths(folder.file('cut.json.gz'))
    expect(sorted).toMatchObject([{ kind: 'other', code: 'damaged', failed: true }])
  })

  test('that unpacks a thousandfold: is stopped in a gzip and through two levels of zip alike', async () => {
    await using folder = await tempFolder()
    // Either level packs less than a hundred times, which is allowed by itself; together they pack thousands of times.
    const json = Buffer.from(`["${randomBytes(60_000).toString('hex')}",${' '.repeat(5_000_000)}1]`)
    const inner = writeRawZip([
      { name: 'a.json', data: json },
      { name: 'pad.json', data: Buffer.alloc(4_000_000), method: 0 },
    ])
    writeFileSync(folder.file('outer.zip'), writeRawZip([{ name: 'inner.zip', data: inner }]))
    writeFileSync(folder.file('bomb.json.gz'), gzipSync(`[${' '.repeat(50_000_000)}]`))
    const { sorted } = await readPaths(folder.file('outer.zip'), folder.file('bomb.json.gz'))
    const codes = Object.fromEntries(sorted.map((one) => [one.file.name, one.kind === 'other' && one.code]))
    expect(codes).toMatchObject({ 'outer.zip/inner.zip/a.json': 'expands-too-much', 'bomb.json': 'expands-too-much' })
  })

  test('random bytes in it never crash or hang the reader', async () => {
    await using folder = await tempFolder()
    await writeChatgptZip(folder.file('whole.zip'), { conversations: 2, turns: 3 })
    const whole = readFileSync(folder.file('whole.zip'))
    for (let run = 0; run < 60; run += 1) {
      const mutated = Buffer.from(whole)
      for (let change = 0; change < 8; change += 1) {
        mutated[(run * 7_919 + change * 104_729) % mutated.length] = (run * 31 + change * 17) & 0xff
      }
      writeFileSync(folder.file('mutated.zip'), mutated)
      const { conversations } = await readPaths(folder.file('mutated.zip'))
      expect(conversations.length).toBeLessThanOrEqual(2)
    }
  })
})

test('deflate really gets past the ratio that is refused', () => {
  const zeros = Buffer.alloc(1_000_000)
  expect(zeros.length / deflateRawSync(zeros).length).toBeGreaterThan(zipLimits.ratio)
})
