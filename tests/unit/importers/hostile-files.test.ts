import { readdirSync, writeFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { chatgptConversations, countMessages } from '#tests/helpers/chatgpt-export.ts'
import { readTexts } from '#tests/helpers/read-text.ts'
import { writeRawZip } from '#tests/helpers/raw-zip.ts'
import { tempFolder } from '#tests/helpers/temp-folder.ts'
import { createTestImports } from '#tests/helpers/test-imports.ts'

const nobody = { kind: 'nobody' } as const
const [good] = [...chatgptConversations({ conversations: 1, turns: 3, pictureEvery: 0 })]
const goodText = JSON.stringify([good])
const goodMessages = good ? countMessages(good) : 0
const other = JSON.stringify([...chatgptConversations({ seed: 2, conversations: 1, turns: 3, pictureEvery: 0 })])
const bomb = Buffer.alloc(40_000_000, ' ')
bomb.write('[')
const deep = '['.repeat(5_000_000)
const zipped = writeRawZip([{ name: 'conversations.json', data: Buffer.from(other) }])

const hostile: readonly (readonly [string, string, Buffer | string, string])[] = [
  ['a zip bomb', 'a.zip', writeRawZip([{ name: 'conversations.json', data: bomb }]), 'expands-too-much'],
  ['a gzip bomb', 'a.json.gz', gzipSync(bomb), 'expands-too-much'],
  [
    'a zip that wants out of its folder',
    'a.zip',
    writeRawZip([{ name: '../../evil.json', data: Buffer.from(other) }]),
    'unsafe-name',
  ],
  [
    'a zip that states a smaller size',
    'a.zip',
    writeRawZip([{ name: 'conversations.json', data: Buffer.from(other), statedSize: 10 }]),
    'lying-size',
  ],
  [
    'a zip that states a larger size',
    'a.zip',
    writeRawZip([{ name: 'conversations.json', data: Buffer.from(other), statedSize: 1_000_000 }]),
    'lying-size',
  ],
  ['a zip cut short', 'a.zip', zipped.subarray(0, zipped.length - 30), 'damaged'],
  ['five million brackets', 'a.json', deep, 'malformed'],
  ['a conversation five million deep', 'a.json', `[{"mapping":${deep}${']'.repeat(5_000_000)}}]`, 'too-deep'],
  ['an empty file', 'a.json', '', 'empty'],
  ['a file that ends in the middle', 'a.json', other.slice(0, other.length / 2), 'malformed'],
]

test.each(hostile)('%s is named for what it is', async (_, name, bytes, code) => {
  const { sorted, refused, problems } = await readTexts({ [name]: bytes })
  const told = [...sorted.flatMap((one) => (one.kind === 'other' ? one.code : [])), ...refused, ...problems]
  expect(told.map((one) => (typeof one === 'string' ? one : one.code))).toContain(code)
})

test('beside all of them nothing is lost, and nothing is left behind', async () => {
  await using folder = await tempFolder()
  await using imported = await createTestImports()
  for (const [index, [, name, bytes]] of hostile.entries()) writeFileSync(folder.file(`${index}-${name}`), bytes)
  writeFileSync(folder.file('good.json'), goodText)
  const before = readdirSync(folder.path, { recursive: true, encoding: 'utf8' }).toSorted((one, other) =>
    one.localeCompare(other),
  )
  const { state, receipt } = await imported.imports.importFiles([folder.path], nobody)
  expect(state).toBe('done')
  expect(receipt?.messages).toMatchObject({ imported: goodMessages })
  const codes = new Set(receipt?.reasons.map((reason) => reason.code))
  expect(hostile.filter(([, , , code]) => !codes.has(code)).map(([what]) => what)).toEqual([])
  expect(
    readdirSync(folder.path, { recursive: true, encoding: 'utf8' }).toSorted((one, other) => one.localeCompare(other)),
  ).toEqual(before)
  const left = readdirSync(imported.store.folder).filter((file) => !/^(?:keepsake|media)\.db(?:-wal|-shm)?$/.test(file))
  expect(left).toEqual([])
})

const chinese = '2024-01-20 10:00:00 小满\n早上好，今天下雨了。\n\n2024-01-20 10:01:00 我\n我在听雨。\n\n'.repeat(3)
/** 早上好，今天下雨了。小满我在听雨 as GB18030 writes them, which Node can read and not write. */
const gb18030: Readonly<Record<string, string>> = {
  早: 'd4e7',
  上: 'c9cf',
  好: 'bac3',
  '，': 'a3ac',
  今: 'bdf1',
  天: 'ccec',
  下: 'cfc2',
  雨: 'd3ea',
  了: 'c1cb',
  '。': 'a1a3',
  小: 'd0a1',
  满: 'c2fa',
  我: 'ced2',
  在: 'd4da',
  听: 'ccfd',
}
const asGb18030 = (text: string) =>
  Buffer.concat(Array.from(text, (one) => Buffer.from(gb18030[one] ?? Buffer.from(one).toString('hex'), 'hex')))
const swapped = (bytes: Buffer) => Buffer.from(bytes).swap16()

test.each([
  ['UTF-16 with its mark', Buffer.from(`\ufeff${goodText}`, 'utf16le'), goodMessages],
  ['UTF-16 without one', Buffer.from(goodText, 'utf16le'), goodMessages],
  ['UTF-16 the other way round', swapped(Buffer.from(`\ufeff${goodText}`, 'utf16le')), goodMessages],
  ['UTF-8 with its mark', Buffer.from(`\ufeff${goodText}`), goodMessages],
  ['GB18030', asGb18030(chinese), 6],
])('a file in %s is read with every character', async (_, bytes, count) => {
  const { conversations } = await readTexts({ 'a.txt': bytes })
  const nodes = conversations.flatMap((conversation) => conversation.nodes)
  const texts = nodes.flatMap(({ parts }) => parts.flatMap((part) => ('text' in part ? part.text : [])))
  expect(nodes).toHaveLength(count)
  expect(texts.some((text) => text.includes('\ufffd'))).toBe(false)
  if (count === 6) expect(texts).toContain('早上好，今天下雨了。')
})
