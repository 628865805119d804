import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { spokenText } from '#shared/model/part.ts'
import { chats, turnsOf, withoutTimes, type ChatTurn } from '#tests/helpers/chat-model.ts'
import { shownAt } from '#tests/helpers/chat-shapes.ts'
import { fixture, hasFixtures } from '#tests/helpers/fixtures.ts'
import { betterChatGptFile, chatbotUiFile, typingMindFile } from '#tests/helpers/listed-chats-export.ts'
import { readPaths } from '#tests/helpers/read-inputs.ts'
import { formatsOf, readOneText, readTexts } from '#tests/helpers/read-text.ts'

const plain: ChatTurn[] = [
  { role: 'user', shown: 0, versions: [{ text: 'hi', time: null }] },
  { role: 'assistant', shown: 0, versions: [{ text: 'hello', time: null }] },
]

describe.each([
  ['betterchatgpt', betterChatGptFile],
  ['chatbotui', chatbotUiFile],
])('%s', (id, write) => {
  test('chats come back as they were, though nothing but words tells messages apart', async () => {
    await fc.assert(
      fc.asyncProperty(chats(), async (talk) => {
        const turns = withoutTimes(talk)
        expect(turnsOf(await readOneText('a.json', JSON.stringify(write(turns))))).toEqual(turns)
      }),
      { numRuns: 40 },
    )
  })

  test('is told by what is in it, and names the model the chat was held with', async () => {
    const reading = await readTexts({ 'a.json': JSON.stringify(write(plain)) })
    expect(formatsOf(reading)).toEqual({ 'a.json': id })
    expect(reading.conversations).toMatchObject([
      { source: id, sourceId: 'chat-1', title: 'A chat', nodes: [{ model: null }, { model: 'gpt-4o' }] },
    ])
  })

  test('the same words said again and again stay apart, and are known again when the chat has grown', async () => {
    const again = [...plain, ...plain, ...plain]
    const names = async (turns: ChatTurn[]) =>
      (await readOneText('a.json', JSON.stringify(write(turns)))).nodes.map(({ sourceId }) => sourceId)
    const [before, after] = [await names(again), await names([...again, ...plain])]
    expect(new Set(after).size).toBe(8)
    expect(after.slice(0, 6)).toEqual(before)
  })

  test('a torn file gives what is whole of it', async () => {
    const file = write(plain) as Record<string, unknown>
    const key =
      Object.keys(file).find((name) => Array.isArray(file[name]) && (file[name] as unknown[]).length > 0) ?? ''
    const [chat] = file[key] as object[]
    const text = JSON.stringify({ ...file, [key]: [chat, { ...chat, id: 'chat-2' }] })
    const torn = text.slice(0, text.indexOf('"chat-2"') + 20)
    const { conversations, problems } = await readTexts({ 'a.json': torn })
    expect(conversations.map(({ sourceId }) => sourceId)).toEqual(['chat-1'])
    expect(problems).toMatchObject([{ kind: 'failed', code: 'truncated' }])
  })

  test('broken and empty chats do not cost the others', async () => {
    const file = write(plain) as Record<string, unknown>
    const key = id === 'betterchatgpt' ? 'chats' : 'history'
    const [chat] = file[key] as object[]
    const list = [7, { ...chat, id: 'x', messages: null }, { ...chat, id: 'y', messages: [] }, chat]
    const { conversations, problems } = await readTexts({ 'a.json': JSON.stringify({ ...file, [key]: list }) })
    expect(conversations).toHaveLength(1)
    expect(problems.map(({ kind, code }) => [kind, code])).toEqual([
      ['failed', 'not-a-conversation'],
      ['failed', 'not-a-conversation'],
      ['note', 'empty-conversation'],
    ])
  })
})

describe('the first versions', () => {
  test('of BetterChatGPT are a bare list without ids', async () => {
    const chat = { title: 'A chat', titleSet: false, messages: [{ role: 'user', content: 'hi' }] }
    const reading = await readTexts({ 'a.json': JSON.stringify([chat]) })
    expect(formatsOf(reading)).toEqual({ 'a.json': 'betterchatgpt' })
    expect(reading.conversations[0]?.sourceId).toMatch(/^anonymous:/)
  })

  test('of Chatbot UI are a bare list whose chats are numbered', async () => {
    const chat = { id: 3, name: 'A chat', messages: [{ role: 'user', content: 'hi' }] }
    const reading = await readTexts({ 'a.json': JSON.stringify([chat]) })
    expect(formatsOf(reading)).toEqual({ 'a.json': 'chatbotui' })
    expect(reading.conversations[0]?.sourceId).toBe('3')
  })
})

describe('TypingMind', () => {
  test('chats come back as they were, with the answers of several models', async () => {
    await fc.assert(
      fc.asyncProperty(chats({ versions: true }), async (talk) => {
        const turns = shownAt(talk, 'first')
        expect(turnsOf(await readOneText('a.json', JSON.stringify(typingMindFile(turns))))).toEqual(turns)
      }),
      { numRuns: 40 },
    )
  })

  test('is told by what is in it, and each answer is labelled with the model that gave it', async () => {
    const two = plain.map((turn) =>
      turn.role === 'user' ? turn : { ...turn, versions: [...turn.versions, ...turn.versions] },
    )
    const reading = await readTexts({ 'a.json': JSON.stringify(typingMindFile(two)) })
    expect(formatsOf(reading)).toEqual({ 'a.json': 'typingmind' })
    expect(reading.conversations[0]?.nodes.map(({ model }) => model)).toEqual([null, 'model-0', 'model-1'])
    const single = await readOneText('a.json', JSON.stringify(typingMindFile(plain)))
    expect(single.nodes.map(({ model }) => model)).toEqual([null, 'gpt-4o'])
  })

  test('examples that the app never shows stay unseen, and calls of tools are read', async () => {
    const calls = [{ id: 't', function: { name: 'search', arguments: '{"q":1}' } }, { odd: true }]
    const messages = [
      { role: 'user', type: 'training-message', content: 'example' },
      { role: 'assistant', content: null, tool_calls: calls },
    ]
    const file = { data: { chats: [{ chatTitle: 'T', messages }] } }
    const { nodes, sourceId } = await readOneText('a.json', JSON.stringify(file))
    expect(sourceId).toMatch(/^anonymous:/)
    expect(nodes.map(({ hidden }) => hidden)).toEqual([true, false])
    expect(nodes[1]?.parts).toMatchObject([
      { kind: 'tool_call', name: 'search' },
      { kind: 'opaque', type: 'tool_call' },
    ])
  })

  test('words are read in every form, and unknown ones kept', async () => {
    const contents = [
      'plain',
      [{ type: 'text', text: 'part' }],
      { type: 'text', text: 'alone' },
      { odd: 'words', text: 'in it' },
      null,
    ]
    const messages = contents.map((content, index) => ({ uuid: `m${index}`, role: 'user', content }))
    const file = { data: { chats: [{ chatID: 'c', chatTitle: 'T', messages }] }, checksum: 'x' }
    const { nodes } = await readOneText('a.json', JSON.stringify(file))
    expect(nodes.map(({ parts }) => spokenText(parts))).toEqual(['plain', 'part', 'alone', '', ''])
    expect(nodes.map(({ keptRaw }) => keptRaw)).toEqual([false, false, false, true, false])
  })
})

test.skipIf(!hasFixtures)('a real export of Chatbot UI loses nothing', async () => {
  const path = fixture('chatbotui', 'chatbotui-export.json')
  const { history } = JSON.parse(readFileSync(path, 'utf8').replace(/^\uFEFF/, '')) as {
    history: { messages: unknown[] }[]
  }
  const { conversations, problems } = await readPaths(path)
  expect(problems).toEqual([])
  expect(conversations.map(({ nodes }) => nodes.length)).toEqual(history.map(({ messages }) => messages.length))
})
