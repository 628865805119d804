import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { spokenText } from '#shared/model/part.ts'
import { fixture, hasFixtures } from '#tests/helpers/fixtures.ts'
import { readPaths } from '#tests/helpers/read-inputs.ts'

/** Counts without any code of ours. */
const matches = (form: RegExp) => (text: string) => [...text.matchAll(form)].length
const listed = (text: string) => (JSON.parse(text) as { messages: unknown[] }).messages.length

const samples: readonly (readonly [folder: string, file: string, source: string, count: (text: string) => number])[] = [
  ['whatsapp', 'test_ddmmyy_24hrs.txt', 'whatsapp', matches(/^\d\d\/\d\d\/\d\d, /gm)],
  ['whatsapp', 'test_mmddyy_24hrs.txt', 'whatsapp', matches(/^\d\d\/\d\d\/\d\d, /gm)],
  ['telegram', 'test_single_export.json', 'telegram', listed],
  ['line', '[LINE] Mia.txt', 'line', matches(/^午後/gm)],
  ['discord', 'general.json', 'discord', listed],
  ['wechat', 'messages-memotrace.csv', 'wechat', matches(/^\d{5},/gm)],
  ['wechat', 'weflow.json', 'wechat', listed],
  ['signal', 'test_export.txt', 'signal', matches(/^\[/gm)],
]

describe.skipIf(!hasFixtures)('sample chats of messengers', () => {
  test.each(samples)('%s/%s is told for what it is and loses no message', async (folder, file, source, count) => {
    const path = fixture(folder, file)
    const { conversations, problems, sorted } = await readPaths(path)
    expect(problems).toEqual([])
    expect(sorted.map((one) => one.kind === 'export' && one.importer.id)).toEqual([source])
    expect(conversations.flatMap((one) => one.nodes)).toHaveLength(count(readFileSync(path, 'utf8')))
    expect(conversations.flatMap((one) => one.nodes).every((node) => node.createdAt !== null)).toBe(true)
  })

  test('WhatsApp in either order of dates says what others read in it', async () => {
    type Expected = { timestamp: string; author: string; message: string }[]
    const expected = JSON.parse(readFileSync(fixture('whatsapp', 'expected-target.json'), 'utf8')) as Expected
    for (const file of ['test_ddmmyy_24hrs.txt', 'test_mmddyy_24hrs.txt']) {
      const { conversations } = await readPaths(fixture('whatsapp', file))
      const said = conversations[0]?.nodes.map((node) => ({
        milliseconds: node.createdAt?.milliseconds,
        author: node.author,
        message: spokenText(node.parts).replaceAll('\n', ' '),
      }))
      for (const { timestamp, author, message } of expected) {
        expect(said).toContainEqual({ milliseconds: new Date(timestamp).getTime(), author, message })
      }
    }
  })

  test('Telegram keeps words in pieces together, LINE keeps lines, WeChat knows who wrote', async () => {
    const [telegram] = (await readPaths(fixture('telegram', 'test_single_export.json'))).conversations
    expect(telegram?.nodes.map((node) => spokenText(node.parts))).toEqual([
      'Minimal Message',
      'Link:https://telegram.org/',
    ])
    const [line] = (await readPaths(fixture('line', '[LINE] Mia.txt'))).conversations
    expect(line?.nodes.map((node) => node.role)).toEqual(['assistant', 'user', 'system', 'assistant'])
    expect(spokenText(line?.nodes[1]?.parts ?? [])).toBe('two\nlines')
    const [wechat] = (await readPaths(fixture('wechat', 'messages-memotrace.csv'))).conversations
    expect(wechat?.nodes.map((node) => node.role)).toEqual(['user', 'assistant', 'assistant'])
    expect(wechat?.nodes[2]?.parts).toMatchObject([{ kind: 'image', pointer: null }])
  })
})
