import { writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { spokenText } from '#shared/model/part.ts'
import { readPaths } from '#tests/helpers/read-inputs.ts'
import { tempFolder } from '#tests/helpers/temp-folder.ts'

async function readChat(lines: readonly string[]) {
  await using folder = await tempFolder()
  writeFileSync(folder.file('a.txt'), lines.join('\n'))
  const { conversations, sorted } = await readPaths(folder.file('a.txt'))
  expect(sorted.map((one) => one.kind === 'export' && one.importer.id)).toEqual(['line'])
  const [chat] = conversations
  if (!chat) throw new Error('nothing was read')
  return { chat, said: chat.nodes.map((node) => [node.author, spokenText(node.parts)]) }
}

const heading = ['[LINE] Chat history with Mia', 'Saved on: 2026/01/30 10:00', '']

test('words of several lines come without their quotes, and may hold days, rows of no tab and quotes', async () => {
  const { said, chat } = await readChat([
    ...heading,
    '2026.01.30 Friday',
    '07:04\tMia\t"she said ""yes""',
    '2026.01.29 Thursday',
    '',
    'and 10:30 came"',
    '07:05\tSam\tplain',
    'a line of an older build',
    '07:06\tMia\t"quoted by herself"',
    '',
    '2026.01.31 Saturday',
    '07:07\tMia\tnext day',
  ])
  expect(said).toEqual([
    ['Mia', 'she said "yes"\n2026.01.29 Thursday\n\nand 10:30 came'],
    ['Sam', 'plain\na line of an older build'],
    ['Mia', '"quoted by herself"'],
    ['Mia', 'next day'],
  ])
  expect(chat.nodes.map((node) => new Date(node.createdAt?.milliseconds ?? 0).getDate())).toEqual([30, 30, 30, 31])
})

test('one quote alone swallows neither the next day nor its messages', async () => {
  const { said, chat } = await readChat([
    ...heading,
    '2026/1/30(金)',
    '午後07:04\tMia\t"',
    '',
    '2026/1/31(土)',
    '午後07:05\tSam\tnew',
  ])
  expect(said).toEqual([
    ['Mia', '"'],
    ['Sam', 'new'],
  ])
  expect(new Date(chat.nodes[1]?.createdAt?.milliseconds ?? 0).getDate()).toBe(31)
})

test('what the app tells has no name, and is nobody’s', async () => {
  const { chat } = await readChat([
    ...heading,
    '2026.01.30 Friday',
    '07:03\t\tMia joined the chat',
    '07:04\tMia unsent a message.',
    '07:05\tMia\thi',
  ])
  expect(chat.nodes.map((node) => node.role)).toEqual(['system', 'system', 'assistant'])
})

test('a build that parts by spaces is read by the names it is known to have', async () => {
  const { said } = await readChat([
    '[LINE] Chat history with Mia Chan',
    'Saved on: 2026/01/30 10:00',
    '',
    '2026.01.30 Friday',
    '07:04 Mia Chan good morning',
    '07:05 Sam you too',
  ])
  expect(said).toEqual([
    ['Mia Chan', 'good morning'],
    ['Sam', 'you too'],
  ])
})

test('a chat without its heading is still one', async () => {
  const { chat } = await readChat(['2026/1/30(金)', '19:04\tMia\thi', '19:05\tSam\thi'])
  expect(chat.nodes).toHaveLength(2)
  expect(chat.sourceId).toMatch(/^anonymous:/)
})
