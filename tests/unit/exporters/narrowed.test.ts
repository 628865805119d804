import { expect, test } from 'vitest'
import { createKeptVault, whole, type KeptVault } from '#tests/helpers/kept-vault.ts'
import { aMessage } from '#tests/helpers/test-store.ts'
import { writeStory } from '#tests/helpers/written-story.ts'

type Document = {
  companions: unknown[]
  self: unknown[]
  days: unknown[]
  conversations: { messages: { id: string; parent?: string; createdAt: number; parts: { kind: string }[] }[] }[]
}
const read = (vault: KeptVault, request: Parameters<KeptVault['take']>[0]) =>
  JSON.parse(vault.take(request).get('keepsake.json')?.toString() ?? '') as Document

test('a range of days takes the days of the person, whole, and hangs what is left on what is left', async () => {
  using vault = createKeptVault()
  const { id } = await writeStory(vault, 'en')
  // 20:00 in Shanghai on the 9th to the 21st; the far ends of both days belong to them.
  const choices = { ...whole, from: '2024-02-09', to: '2024-02-21' }
  const { conversations } = read(vault, { scope: { kind: 'companion', companionId: id }, choices })
  const messages = conversations.flatMap((conversation) => conversation.messages)
  expect(messages).toHaveLength(10)
  const [first, ...rest] = messages
  expect(first?.parent).toBeUndefined()
  const ids = new Set(messages.map((message) => message.id))
  for (const { parent } of rest) expect(ids).toContain(parent)
})

test('one conversation takes nothing along of the Letter, the memories, the days or the person', async () => {
  using vault = createKeptVault()
  const { room } = await writeStory(vault, 'en')
  const document = read(vault, { scope: { kind: 'conversation', conversationId: room } })
  expect(document.conversations).toHaveLength(1)
  expect([document.companions, document.self, document.days]).toEqual([[], [], []])
  const pages = [
    ...vault.take({ format: 'book', scope: { kind: 'conversation', conversationId: room } }).values(),
  ].join('')
  expect(pages).not.toContain('We met on a rainy evening')
})

test('favourites only, and no thoughts, tools or hidden parts unless they were asked for', async () => {
  using vault = createKeptVault()
  await writeStory(vault, 'en')
  const { conversations } = read(vault, { choices: { ...whole, favouritesOnly: true } })
  expect(conversations.flatMap((conversation) => conversation.messages)).toHaveLength(2)
  const kinds = (request: Parameters<KeptVault['take']>[0]) =>
    new Set(
      read(vault, request).conversations.flatMap(({ messages }) =>
        messages.flatMap(({ parts }) => parts.map(({ kind }) => kind)),
      ),
    )
  expect(kinds({ choices: { ...whole, thoughts: false } })).toEqual(new Set(['text', 'image']))
  expect(kinds({})).toEqual(new Set(['text', 'image', 'thought']))
  expect([...vault.take({ format: 'text', choices: {} }).values()].join('')).not.toContain('plums?')
})

test('a hidden conversation goes along only where hidden things do, or where it is named itself', async () => {
  using vault = createKeptVault()
  const { room } = await writeStory(vault, 'en')
  vault.database.run('UPDATE conversation SET hidden = 1 WHERE id = ?', room)
  const spoken = (request: Parameters<KeptVault['take']>[0]) => [...vault.take(request).values()].map(String).join('')
  const said = 'only-here-canary'
  const { messages } = vault.rooms
  messages.append(aMessage(room, messages.leafId(room), said))
  for (const format of ['text', 'csv', 'html', 'markdown'] as const) {
    expect(spoken({ format, choices: {} }), format).not.toContain(said)
    expect(spoken({ format, choices: { hidden: true } }), format).toContain(said)
  }
  expect(spoken({ format: 'text', choices: {}, scope: { kind: 'conversation', conversationId: room } })).toContain(said)
})

test('each speaker of a room is named', () => {
  using vault = createKeptVault()
  const { companions, conversations, messages } = vault.rooms
  const [ash, bea] = ['Ash', 'Bea'].map((name) =>
    companions.create({ profile: { name, description: '', greeting: '' }, binding: null, createdAt: 1 }),
  )
  if (!ash || !bea) throw new Error('nobody is there')
  const room = conversations.create({
    companionId: null,
    kind: 'room',
    title: null,
    createdAt: 1,
  })
  conversations.setMembers(room.id, [ash.id, bea.id])
  for (const { id } of [ash, bea]) {
    const parentId = messages.leafId(room.id)
    messages.append({ ...aMessage(room.id, parentId, 'hello'), role: 'assistant', companionId: id })
  }
  const said = [...vault.take({ format: 'markdown', choices: {} }).values()].map(String).join('')
  expect(said).toMatch(/### Ash ·[\s\S]*### Bea ·/)
})

test('chosen messages alone, and without files no bytes of any', async () => {
  using vault = createKeptVault()
  const { room } = await writeStory(vault, 'en')
  const [first, , third] = [...vault.rooms.messages.visibleThread(room)]
  if (!first || !third) throw new Error('no messages')
  const scope = { kind: 'messages' as const, conversationId: room, messageIds: [first.id, third.id] }
  const [text = ''] = [...vault.take({ format: 'text', scope, choices: {} }).values()].map(String)
  expect(text.match(/Ember|Wren/g)).toEqual(['Wren', 'Wren'])
  expect([...vault.take({ choices: { ...whole, files: false } }).keys()]).toEqual(['keepsake.json'])
})
