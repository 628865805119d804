import { writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { spokenText } from '#shared/model/part.ts'
import { them, you } from '#tests/helpers/chat-lines.ts'
import { qqText } from '#tests/helpers/messenger-exports.ts'
import { readPaths } from '#tests/helpers/read-inputs.ts'
import { tempFolder } from '#tests/helpers/temp-folder.ts'

async function readText(text: string | Buffer) {
  await using folder = await tempFolder()
  writeFileSync(folder.file('a.txt'), text)
  const { conversations, sorted } = await readPaths(folder.file('a.txt'))
  expect(sorted.map((one) => one.kind === 'export' && one.importer.id)).toEqual(['qq'])
  return conversations
}

const time = new Date(2019, 6, 16, 18, 15).getTime()

test('each section is a conversation, and rulers in words start none', async () => {
  const ruler = '='.repeat(64)
  const text = `${ruler}\n消息对象 is written below\n${ruler}`
  const chats = await readText(
    qqText([
      {
        partner: them,
        lines: [
          { name: you, text, time },
          { name: them, text: '消息对象:我', time },
        ],
      },
      { partner: 'Tom', lines: [{ name: 'Tom', text: 'hi', time }] },
    ]),
  )
  expect(chats.map((chat) => [chat.title, chat.nodes.map((node) => spokenText(node.parts))])).toEqual([
    [them, [text, '消息对象:我']],
    ['Tom', ['hi']],
  ])
})

test('senders are told by number, by mail or by name alone, and the app by its own number', async () => {
  const [chat] = await readText(
    [
      '消息记录（此消息记录为文本格式，不支持重新导入）',
      '',
      '2019-07-16 18:15:05 小美(12345)',
      'a',
      '',
      '2019-07-16 18:15:06 小美<mia@example.com>',
      'b',
      '',
      '2019-07-16 下午 6:15:07 阿山 (x) 山',
      'c',
      '',
      '2019-07-16 18:15:08 系统消息(10000)',
      '小美加入了本群。',
    ].join('\r\n'),
  )
  expect(chat?.nodes.map((node) => [node.author, node.role, node.raw])).toEqual([
    ['小美', 'assistant', { account: '12345' }],
    ['小美', 'assistant', { account: 'mia@example.com' }],
    ['阿山 (x) 山', 'assistant', null],
    ['系统消息', 'system', { account: '10000' }],
  ])
  expect(new Date(chat?.nodes[2]?.createdAt?.milliseconds ?? 0).getHours()).toBe(18)
})

test('GB18030 is read as what it says', async () => {
  // 消息对象:念 and a message of 念, as an old program on Windows writes them.
  const heading = 'cffbcfa2bcc7c2bc0d0a3d3d3d3d3d3d3d3d3d3d0d0acffbcfa2b6d4cff33ac4ee0d0a3d3d3d3d3d3d3d3d3d3d'
  const message = '0d0a323031392d30372d31362031383a31353a303520c4ee283132290d0ac4ee0d0a'
  const [chat] = await readText(Buffer.from(heading + message, 'hex'))
  expect(chat?.title).toBe('念')
  expect(chat?.nodes.map((node) => [node.author, spokenText(node.parts)])).toEqual([['念', '念']])
})
