import { writeFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { firstReason } from '#core/importers/first-reason.ts'
import { aCard, aPngCard } from '#tests/helpers/card-bytes.ts'
import { readPaths } from '#tests/helpers/read-inputs.ts'
import { formatsOf, readTexts } from '#tests/helpers/read-text.ts'
import { tempFolder } from '#tests/helpers/temp-folder.ts'

const json = (value: unknown) => JSON.stringify(value)
const jsonLines = (...values: unknown[]) => values.map(json).join('\n')

const persona = { personas: { 'a.png': 'Sam' }, persona_descriptions: { 'a.png': { description: 'x' } } }

test.each<[string, string, Buffer | string, string]>([
  [
    'a log of Claude Code',
    'a.jsonl',
    jsonLines(
      ...['user', 'assistant'].map((type) => ({
        sessionId: 's',
        cwd: '/',
        type,
        message: { role: type, content: 'x' },
      })),
    ),
    'coding-log',
  ],
  [
    'a log of Codex',
    'a.jsonl',
    jsonLines({ type: 'session_meta', payload: { id: 'x' } }, { type: 'event' }),
    'coding-log',
  ],
  ['settings of SillyTavern', 'settings.json', json({ power_user: persona, username: 'Sam' }), 'app-settings'],
  ['personas of SillyTavern', 'a.json', json(persona), 'app-settings'],
  ['a card of Chub', 'a.json', json({ node: { name: 'Mia', definition: { first_message: 'Hi' } } }), 'character-card'],
  [
    'a card of Faraday',
    'a.json',
    json({ character: { aiName: 'Mia', aiPersona: 'kind', firstMessage: 'Hi' } }),
    'character-card',
  ],
  [
    'a page in place of an export',
    'a.json',
    '<!doctype html><html><body>This link has run out.</body></html>',
    'web-page',
  ],
])('%s is named for what it is', async (_, name, text, code) => {
  const { conversations, sorted } = await readTexts({ [name]: text })
  expect(conversations).toEqual([])
  expect(sorted).toMatchObject([{ kind: 'other', code, failed: false }])
})

test('a page that is all that was handed over is a failure', async () => {
  await using folder = await tempFolder()
  writeFileSync(folder.file('a.json'), '<!doctype html><html><body>This link has run out.</body></html>')
  const { sorted } = await readPaths(folder.file('a.json'))
  expect(sorted).toMatchObject([{ kind: 'other', code: 'web-page', failed: true }])
})

test('an archive of another kind is no archive inside of one', async () => {
  const { sorted } = await readTexts({ 'a.rar': Buffer.from('Rar!\u001a\u0007\u0001\u0000\u0000', 'latin1') })
  expect(sorted).toMatchObject([{ code: 'unsupported-compression', failed: true }])
})

test('a folder of cards is named, though no picture is looked into beside conversations', async () => {
  const card = aPngCard(aCard())
  const alone = await readTexts({ 'cards/a.png': card, 'cards/b.png': card })
  expect(alone.sorted.map((one) => ('code' in one ? one.code : one.kind))).toEqual(['character-card', 'character-card'])
  const chat = json([{ role: 'user', content: 'x' }])
  const beside = await readTexts({ 'cards/a.png': card, 'a.jsonl': json({ messages: JSON.parse(chat) }) })
  expect(beside.sorted.map(({ kind }) => kind).toSorted()).toEqual(['asset', 'export'])
})

test('why nothing came in is what a file is, before files that lay beside it and were not known', () => {
  const reason = (...codes: string[]) => firstReason({ reasons: codes.map((code) => ({ code })) })
  expect(reason('unused-file', 'not-recognised', 'character-card')).toBe('character-card')
  expect(reason('side-car', 'not-recognised')).toBe('not-recognised')
  expect(reason('unused-file')).toBe('unused-file')
  expect(reason()).toBe('no-conversations')
})

describe('JSON Lines that lost the beginning of their first line', () => {
  const said = (mes: string) => ({ name: 'Mia', is_user: false, mes, send_date: '2024-07-12@01h31m37s' })

  test.each([
    ['is torn', '{"user_name":"Sam","character_name":"Mia","crea'],
    ['has lost its beginning', 'ame":"Mia","mes":"lost"}'],
  ])('where it %s, are told by the lines after it, and the torn words are kept', async (_, first) => {
    const reading = await readTexts({ 'a.jsonl': [first, json(said('one')), json(said('two'))].join('\n') })
    expect(formatsOf(reading)).toEqual({ 'a.jsonl': 'sillytavern' })
    const told = reading.conversations.flatMap(({ nodes }) => nodes.map(({ parts }) => parts))
    expect(told).toHaveLength(3)
    expect(JSON.stringify(told[0])).toContain(JSON.stringify(first).slice(1, -1))
  })

  test('are told where they are training examples', async () => {
    const example = { messages: ['user', 'assistant'].map((role) => ({ role, content: 'x' })) }
    const text = ['{"messages":[{"role":"us', json(example), json(example)].join('\n')
    const reading = await readTexts({ 'a.jsonl': text })
    expect(formatsOf(reading)).toEqual({ 'a.jsonl': 'finetune' })
    expect(reading.problems).toMatchObject([{ kind: 'failed', item: '#1' }])
    expect(reading.conversations).toHaveLength(2)
  })
})

test.each([
  ['in brackets', (who: string, day: number) => `[2024-01-0${day}, 10:00:00] ${who}: words ${day}`],
  ['before a dash', (who: string, day: number) => `2024/1/${day}, 10:00 - ${who}: words ${day}`],
])('a written talk of user and assistant is no chat of WhatsApp, though a moment stands %s', async (_, line) => {
  const text = [1, 2, 3, 4].map((day) => line(day % 2 === 0 ? 'Assistant' : 'User', day)).join('\n')
  const reading = await readTexts({ 'a.txt': text })
  expect(formatsOf(reading)).toEqual({ 'a.txt': 'transcript' })
  const [talk] = reading.conversations
  expect(talk?.nodes.map(({ role }) => role)).toEqual(['user', 'assistant', 'user', 'assistant'])
  expect(talk?.nodes.every(({ createdAt }) => createdAt !== null)).toBe(true)
})

describe('group chats of ChatGPT', () => {
  const node = (id: string, parent: string | null, children: string[], said?: string) => ({
    id,
    parent,
    children,
    message:
      said === undefined ? null : { id, author: { role: 'user' }, content: { content_type: 'text', parts: [said] } },
  })
  const mapping = { a: node('a', null, ['b']), b: node('b', 'a', [], 'hello') }

  test('are read where they look like other conversations', async () => {
    const { conversations } = await readTexts({
      'group_chats.json': json({ chats: [{ id: 'g', title: 'G', mapping }] }),
    })
    expect(conversations).toMatchObject([{ source: 'chatgpt', sourceId: 'g', title: 'G' }])
  })

  test('of a form that nobody has described are not passed over in silence', async () => {
    const { sorted } = await readTexts({ 'group_chats.json': json({ chats: [{ id: 'g', participants: ['a', 'b'] }] }) })
    expect(sorted).toMatchObject([{ kind: 'other', code: 'group-chats', failed: true }])
  })

  test('that are none are no loss', async () => {
    const { sorted } = await readTexts({ 'group_chats.json': json({ chats: [] }) })
    expect(sorted).toMatchObject([{ kind: 'other', code: 'side-car', failed: false }])
  })
})
