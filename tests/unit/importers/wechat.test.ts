import { writeFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { spokenText } from '#shared/model/part.ts'
import { readPaths } from '#tests/helpers/read-inputs.ts'
import { tempFolder } from '#tests/helpers/temp-folder.ts'
import { chatlogList, memoTraceTable, weFlowSession } from '#tests/helpers/wechat-export.ts'

async function readText(file: string, text: string) {
  await using folder = await tempFolder()
  writeFileSync(folder.file(file), text)
  const { conversations, problems } = await readPaths(folder.file(file))
  expect(problems).toEqual([])
  return conversations
}

const at = (minute: number) => 1_700_000_040_000 + minute * 60_000
const chat = (partner: string, ...texts: string[]) => ({
  partner,
  lines: texts.map((text, minute) => ({ name: minute % 2 === 0 ? partner : 'me', text, time: at(minute) })),
})

const quote = `<?xml version="1.0"?><msg><appmsg><title>好的 &amp; 再见</title><type>57</type><refermsg><displayname>小美</displayname><content>去吗</content></refermsg></appmsg></msg>`
const link = `<msg><appmsg><title><![CDATA[一篇文章]]></title><des>讲茶</des><url>https://a.example/?x=1&amp;y=2</url></appmsg></msg>`

describe('WeChat', () => {
  test('chats mixed in one table come apart, each in its order', async () => {
    const chats = await readText('a.csv', memoTraceTable([chat('小美', 'a', 'b, "c"\nd'), chat('Tom', 'x', 'y', 'z')]))
    expect(chats.map((one) => [one.title, one.nodes.map((node) => spokenText(node.parts))])).toEqual([
      ['小美', ['a', 'b, "c"\nd']],
      ['Tom', ['x', 'y', 'z']],
    ])
  })

  test('a heading one column short loses no sender', async () => {
    const header = 'localId,TalkerId,Type,SubType,IsSender,CreateTime,Status,StrContent,StrTime,Remark,NickName'.split(
      ',',
    )
    const [one] = await readText('a.csv', memoTraceTable([chat('小美', 'a', 'b')], header))
    expect(one?.nodes.map((node) => [node.author, node.role])).toEqual([
      ['小美', 'assistant'],
      ['我', 'user'],
    ])
  })

  test('numbers that two databases both gave lose no message', async () => {
    const table = memoTraceTable([chat('小美', 'a'), chat('小美', 'b')])
    const [one] = await readText('a.csv', table)
    expect(one?.nodes.map((node) => spokenText(node.parts))).toEqual(['a', 'b'])
  })

  const row = (type: number, subType: number, content: string) => [
    {
      seq: 1,
      time: '2024-01-01T10:00:00+08:00',
      talker: 'wxid_a',
      sender: 'wxid_a',
      senderName: '小美',
      isSelf: false,
      type,
      subType,
      content,
    },
  ]

  test.each([
    ['text', row(1, 0, '<b>bold</b> words'), [{ kind: 'text', text: '<b>bold</b> words' }]],
    ['a picture by path', row(3, 0, 'images/1.jpg'), [{ kind: 'image', pointer: 'chat:wxid_a/images/1.jpg' }]],
    ['a picture in markup', row(3, 0, '<?xml version="1.0"?><msg><img/></msg>'), [{ kind: 'image', pointer: null }]],
    ['a voice message', row(34, 0, '<msg><voicemsg/></msg>'), [{ kind: 'audio', pointer: null }]],
    ['a video', row(43, 0, ''), [{ kind: 'file', pointer: null }]],
    ['a sticker', row(47, 0, '<msg><emoji/></msg>'), [{ kind: 'image', pointer: null }]],
    [
      'an answer',
      row(49, 57, quote),
      [
        { kind: 'text', text: '好的 & 再见' },
        { kind: 'citation', text: '去吗', title: '小美' },
      ],
    ],
    [
      'a link',
      row(49, 5, link),
      [{ kind: 'citation', title: '一篇文章', text: '讲茶', url: 'https://a.example/?x=1&y=2' }],
    ],
    ['a card', row(42, 0, '<msg username="x" nickname="y"/>'), [{ kind: 'opaque', type: '42' }]],
  ])('%s', async (_name, list, parts) => {
    const [one] = await readText('a.json', JSON.stringify(list))
    expect(one?.nodes[0]?.parts).toMatchObject(parts)
    expect(one?.nodes[0]?.parts).toHaveLength(parts.length)
    expect(JSON.stringify([one?.nodes[0]?.raw, one?.nodes[0]?.parts])).toContain(
      JSON.stringify(list[0]?.content).slice(1, -1),
    )
  })

  test('what the app tells is nobody’s message', async () => {
    const [one] = await readText('a.json', JSON.stringify(row(10_000, 0, '你撤回了一条消息')))
    expect(one?.nodes[0]).toMatchObject({ role: 'system', parts: [{ kind: 'text', text: '你撤回了一条消息' }] })
    const session = weFlowSession(chat('小美', 'a').lines, '小美')
    const told = { ...session.messages[0], localId: 2, type: '系统消息', isSend: null, senderDisplayName: '' }
    const [other] = await readText('b.json', JSON.stringify({ ...session, messages: [...session.messages, told] }))
    expect(other?.nodes.map((node) => node.role)).toEqual(['assistant', 'system'])
  })

  test('a list of several talkers comes apart, and groups know only who the person is', async () => {
    const list = [
      ...chatlogList(chat('小美', 'a', 'b').lines, '小美'),
      { ...row(1, 0, 'hi')[0], talker: '1@chatroom', sender: 'wxid_b', senderName: 'Tom' },
    ]
    const chats = await readText('a.json', JSON.stringify(list))
    expect(chats.map((one) => [one.sourceId, one.people?.map(({ side }) => side)])).toEqual([
      ['chat:wxid_a', ['them', 'you']],
      ['chat:1@chatroom', ['them']],
    ])
  })

  test('a table of chatlog knows the person by 我 and the other by their id', async () => {
    const [one] = await readText(
      'a.csv',
      'Time,SenderName,Sender,TalkerName,Talker,Content\n2024-01-01 10:00:00,小美,wxid_a,小美,wxid_a,在吗\n2024-01-01 10:01:00,我,wxid_me,小美,wxid_a,在\n',
    )
    expect(one).toMatchObject({ sourceId: 'table:wxid_a', title: '小美' })
    expect(one?.nodes.map((node) => node.role)).toEqual(['assistant', 'user'])
  })

  test('a log is no chat', async () => {
    await using folder = await tempFolder()
    writeFileSync(
      folder.file('a.txt'),
      '2024-01-20 10:00:00 INFO started\n2024-01-20 10:00:01 WARN slow\n2024-01-20 10:00:02 INFO done\n',
    )
    const { sorted } = await readPaths(folder.file('a.txt'))
    expect(sorted.map((one) => one.kind === 'export' && one.importer.id)).not.toContain('wechat')
  })

  test('markup that never ends takes no time', async () => {
    const content = `<msg>${'<refermsg>'.repeat(200_000)}${'<'.repeat(500_000)}`
    const [one] = await readText('a.json', JSON.stringify(row(49, 57, content)))
    expect(one?.nodes[0]?.keptRaw).toBe(true)
  }, 20_000)
})
