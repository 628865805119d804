import { writeFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { spokenText } from '#shared/model/part.ts'
import { chatText } from '#tests/helpers/chat-lines.ts'
import { fixture, hasFixtures } from '#tests/helpers/fixtures.ts'
import { readPaths } from '#tests/helpers/read-inputs.ts'
import { formatsOf, readOneText, readTexts } from '#tests/helpers/read-text.ts'
import { saidIn, saidTurns, type SaidTurn } from '#tests/helpers/said-turns.ts'
import { tempFolder } from '#tests/helpers/temp-folder.ts'
import { transcriptStyles, transcriptText, type TranscriptStyle } from '#tests/helpers/transcript-export.ts'

const styles = Object.keys(transcriptStyles) as TranscriptStyle[]
const namesOfRoles = [
  ['User', 'Assistant'],
  ['You', 'ChatGPT'],
  ['我', 'AI'],
  ['用户', '助手'],
] as const

function named(turns: readonly SaidTurn[], [you, them]: readonly [string, string]) {
  return turns.map(({ role, text }) => ({ name: role === 'user' ? you : them, text }))
}

/** One line, so that what is said is no paragraph without a name, and nothing in it looks like one. */
const oneLine = chatText.map((text) => text.replaceAll('\n', ' ').replaceAll(/[:：]/g, ';'))

describe.each(styles)('a transcript in the way of: %s', (style) => {
  test('comes back as it was, with the roles it names', async () => {
    await fc.assert(
      fc.asyncProperty(saidTurns(chatText), fc.constantFrom(...namesOfRoles), async (turns, names) => {
        expect(saidIn(await readOneText('a.txt', transcriptText(named(turns, names), style)))).toEqual(turns)
      }),
      { numRuns: 25 },
    )
  })

  test('comes back as it was, and leaves open which name is the person', async () => {
    await fc.assert(
      fc.asyncProperty(saidTurns(oneLine, { least: 2, most: 8 }), async (turns) => {
        const conversation = await readOneText('a.txt', transcriptText(named(turns, ['Sam Lee', '念念']), style))
        expect(conversation.nodes.map(({ author, role }) => [author, role])).toEqual(
          turns.map(({ role }) => [role === 'user' ? 'Sam Lee' : '念念', 'assistant']),
        )
        expect(conversation.nodes.map(({ parts }) => spokenText(parts))).toEqual(turns.map(({ text }) => text))
        expect(conversation.people).toEqual([
          { name: 'Sam Lee', messages: turns.length / 2, side: 'unknown' },
          { name: '念念', messages: turns.length / 2, side: 'unknown' },
        ])
      }),
      { numRuns: 25 },
    )
  })
})

describe('transcripts', () => {
  test('where one side is told tell the other', async () => {
    const { nodes, people } = await readOneText('a.txt', 'Me: hi\nMia: hello\nMe: bye\nMia: see you')
    expect(nodes.map(({ role, author }) => [role, author])).toEqual([
      ['user', null],
      ['assistant', 'Mia'],
      ['user', null],
      ['assistant', 'Mia'],
    ])
    expect(people).toBeUndefined()
    const other = await readOneText('a.txt', 'Sam: hi\nChatGPT: hello\nSam: bye\nChatGPT: see you')
    expect(other.nodes.map(({ role, author }) => [role, author]).slice(0, 2)).toEqual([
      ['user', 'Sam'],
      ['assistant', 'ChatGPT'],
    ])
  })

  test('say when, as far as their times say it', async () => {
    const text = 'User (13/02/2024 20:12): hi\nAssistant (01/03/2024 20:13): hello\nUser (20:14): bye'
    const { nodes } = await readOneText('a.txt', text)
    expect(nodes.map(({ createdAt }) => createdAt?.milliseconds)).toEqual([
      new Date(2024, 1, 13, 20, 12).getTime(),
      new Date(2024, 2, 1, 20, 13).getTime(),
      undefined,
    ])
    expect(nodes[2]?.raw).toEqual({ time: '20:14' })
  })

  test('whose dates may be meant either way say so, and a name on every line keeps its moment', async () => {
    const write = (day: string) => `User (${day} 20:12): hi\nAssistant (${day} 20:13): hello`
    const open = await readTexts({ 'a.txt': write('03/04/2024') })
    const told = await readTexts({ 'a.txt': write('03/14/2024') })
    expect(open.problems).toMatchObject([{ kind: 'note', code: 'date-order-unsure' }])
    expect(told.problems).toEqual([])
    expect(told.conversations[0]?.createdAt?.milliseconds).toBe(new Date(2024, 2, 14, 20, 12).getTime())
  })

  test('roles that an answer happens to mention do not break it', async () => {
    const answer = 'It runs on:\nModel: T-1000\nSystem: anything\nTool: a spoon'
    const { nodes } = await readOneText('a.txt', `User: hi\nAssistant: ${answer}\nUser: bye\nAssistant: ok`)
    expect(nodes.map(({ parts }) => spokenText(parts))).toEqual(['hi', answer, 'bye', 'ok'])
  })

  test.each([
    ['你说：\n你好\n\nChatGPT 说：\n在', ['user', 'assistant']],
    ['You said:\nhi\n\nClaude said:\nhello', ['user', 'assistant']],
    ['USER:\nhi\n\nASSISTANT:\nhello', ['user', 'assistant']],
    ['## You:\nhi\n\n## Claude:\nhello', ['user', 'assistant']],
    ['System: Be kind.\nHuman: hi\nAI: hello', ['system', 'user', 'assistant']],
  ])('copied from a page tell who is who: %j', async (text, roles) => {
    expect((await readOneText('a.txt', text)).nodes.map(({ role }) => role)).toEqual(roles)
  })

  test('with lines made to take for ever are read before this test times out', async () => {
    const lines = [
      'a'.repeat(100_000),
      `a${' '.repeat(50_000)}-${' '.repeat(50_000)}`,
      'x1:1'.repeat(20_000),
      '('.repeat(99_999),
    ]
    const text = ['User: hi', 'Assistant: hello', ...lines].join('\n')
    expect((await readOneText('a.txt', text)).nodes).toHaveLength(2)
  })

  test('words before a colon are no speakers, and neither are names in code', async () => {
    const answer = 'Note: mind the step.\nNote: and the gap.\n```\nUser: in code\n```\nhttp://x.test: fine\n12:30 works'
    const { nodes } = await readOneText('a.txt', `User: hi\n\nAssistant: ${answer}\n\nUser: bye\n\nAssistant: ok`)
    expect(nodes.map(({ parts }) => spokenText(parts))).toEqual(['hi', answer, 'bye', 'ok'])
  })

  test('thoughts before an answer are thoughts, and a heading above is the title', async () => {
    const text =
      '---\nmodel: x\n---\n# A night\n\nSome words before.\n\n**User:** hi\n\n**AI:** <think>hm</think>\nhello'
    const conversation = await readOneText('a.md', text)
    expect(conversation).toMatchObject({ title: 'A night', raw: { model: 'x', preamble: 'Some words before.' } })
    expect(conversation.nodes[1]?.parts.map(({ kind }) => kind)).toEqual(['thought', 'text'])
  })

  test('are read in UTF-16 and GB18030 too', async () => {
    const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('我：在吗\n助手：在', 'utf16le')])
    const gb = Buffer.from([0xce, 0xd2, 0xa3, 0xba, 0xba, 0xc3, 0x0a, 0xd6, 0xfa, 0xca, 0xd6, 0xa3, 0xba, 0xba, 0xc3])
    await using folder = await tempFolder()
    writeFileSync(folder.file('a.txt'), utf16)
    writeFileSync(folder.file('b.txt'), gb)
    const { conversations } = await readPaths(folder.file('a.txt'), folder.file('b.txt'))
    expect(conversations.map(saidIn)).toEqual([
      [
        { role: 'user', text: '在吗' },
        { role: 'assistant', text: '在' },
      ],
      [
        { role: 'user', text: '好' },
        { role: 'assistant', text: '好' },
      ],
    ])
  })

  test('that have grown are known again, and two talks that begin with the same greeting are not one', async () => {
    const talk = ['Ann: hi', 'Mia: hello', 'Ann: how are you', 'Mia: fine']
    const before = await readOneText('a.txt', talk.join('\n'))
    const after = await readOneText('b.txt', [...talk, 'Ann: hi', 'Mia: hello'].join('\n'))
    const other = await readOneText('c.txt', ['Ann: hi', 'Mia: hello', 'Ann: cold today', 'Mia: yes'].join('\n'))
    expect(after.sourceId).toBe(before.sourceId)
    expect(after.nodes.slice(0, 4)).toEqual(before.nodes)
    expect(other.sourceId).not.toBe(before.sourceId)
  })

  test.each([
    ['prose', 'It rained.\n\nShe said: come in.\n\nHe came in.\n\nAfterwards: silence.'],
    ['settings', 'name: Mia\ncontext: a room\ngreeting: hi\nseed: 7'],
    ['a log', 'INFO: started\nDEBUG: x\nINFO: y\nDEBUG: z\nINFO: stopped'],
    ['mail', 'From: a\nTo: b\nSubject: c\nFrom: d\nTo: e\nSubject: f'],
    ['one voice', 'Mia: a\nMia: b\nMia: c\nMia: d\nMia: e'],
    [
      'a read-me',
      '# Tool\n\nUsage: run it.\n\nMore words.\n\nUsage: again.\n\nEven more.\n\nOutput: this.\n\nOutput: that.\n\nThe end.',
    ],
  ])('%s is none', async (_, text) => {
    expect(formatsOf(await readTexts({ 'a.txt': text }))).toEqual({ 'a.txt': 'other' })
  })

  test.skipIf(!hasFixtures)('of the samples lose nothing', async () => {
    const { conversations, problems } = await readPaths(fixture('markdown-transcripts', 'plain.txt'))
    expect(problems).toEqual([])
    expect(conversations.map(saidIn)).toEqual([
      [
        { role: 'user', text: 'hi' },
        { role: 'assistant', text: 'hello\nthere' },
        { role: 'user', text: 'bye' },
      ],
    ])
  })
})
