import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { joinTurns } from '#shared/model/prompt.ts'
import type { Attachment, Quote } from '#shared/model/draft.ts'
import { spokenText } from '#shared/model/part.ts'
import { createPicture, pngChunk } from '#tests/helpers/picture.ts'
import { answered, createTrialChat, openWindow, type TrialChat } from './trial-chat.ts'

let trial: TrialChat
beforeEach(async () => {
  trial = await createTrialChat()
})
afterEach(() => trial[Symbol.asyncDispose]())

type Wire = { role: string; content: string | { type: string; text?: string; image_url?: { url: string } }[] }

/** The last message of the last request that reached the provider. */
function lastSent(): Wire | undefined {
  const { messages } = JSON.parse(trial.provider.requests.at(-1)?.body ?? '{}') as { messages: Wire[] }
  return messages.at(-1)
}

const see = (sees: boolean | null) =>
  trial.providers.setFacts({ ...trial.binding, facts: { contextWindow: null, price: null, sees } })

async function picture(bytes: Buffer, description = ''): Promise<Attachment> {
  const asset = { mime: 'image/png', width: 8, height: 8, importRunId: null }
  const assetId = await trial.store.assets.put(asset, bytes)
  return { kind: 'image', assetId, name: 'a.png', size: bytes.length, width: 8, height: 8, description }
}

async function text(name: string, words: string): Promise<Attachment> {
  const asset = { mime: 'text/plain', width: null, height: null, importRunId: null }
  const assetId = await trial.store.assets.put(asset, Buffer.from(words))
  return { kind: 'file', assetId, name, size: words.length, tokens: 1 }
}

async function send(input: { text: string; attachments?: Attachment[]; quote?: Quote }) {
  const window = openWindow(trial.chat, trial.conversationId)
  const sent = trial.chat.send({ conversationId: trial.conversationId, requestId: randomUUID(), ...input })
  await window.ended
  return sent
}

test('a model that sees gets the picture to the byte, without the place where it was taken', async () => {
  see(true)
  const clean = createPicture(1)
  const gps = pngChunk('eXIf', Buffer.from('GPS 31.23 N'))
  const loud = Buffer.concat([clean.subarray(0, -12), gps, clean.subarray(-12)])
  await send({ text: 'look', attachments: [await picture(loud, 'the sea')] })
  expect(lastSent()).toEqual({
    role: 'user',
    content: [
      { type: 'image_url', image_url: { url: `data:image/png;base64,${clean.toString('base64')}` } },
      { type: 'text', text: '[Picture: the sea]\nlook' },
    ],
  })
})

test.each([[false], [null]])(
  'a model that does not see, or nobody knows of (%s), gets the words alone',
  async (sees) => {
    see(sees)
    await send({ text: '看', attachments: [await picture(createPicture(1), '海')] })
    expect(lastSent()).toEqual({ role: 'user', content: '[图片：海]\n看' })
  },
)

test('a text goes in a fence that nothing in it can close, under its name', async () => {
  await send({ text: 'read this', attachments: [await text('notes.md', 'a\n```\nb')] })
  expect(lastSent()?.content).toBe('[File: notes.md]\n````md\na\n```\nb\n````\nread this')
})

test('what will be sent is shown to the letter, with its pictures, before it is sent', async () => {
  see(true)
  const attachments = [await picture(createPicture(1)), await text('a.txt', '念念')]
  const preview = trial.previewPrompt({ conversationId: trial.conversationId, text: 'hello', attachments })
  const plain = trial.previewPrompt({ conversationId: trial.conversationId, text: 'hello' })
  const shown = joinTurns(preview?.sections.flatMap(({ turns }) => turns) ?? []).at(-1)
  await send({ text: 'hello', attachments })
  const sent = lastSent()?.content
  expect(Array.isArray(sent) && sent.at(-1)?.text).toBe(shown?.content)
  expect(Array.isArray(sent) && sent).toHaveLength((shown?.pictures?.length ?? 0) + 1)
  expect(preview?.tokens).toBeGreaterThan((plain?.tokens ?? 0) + 80)
})

test('pictures of a while ago are told in words, so that they do not eat the room of what was said', async () => {
  see(true)
  for (let number = 1; number <= 6; number += 1) {
    await send({ text: `picture ${number}`, attachments: [await picture(createPicture(number))] })
  }
  const { messages } = JSON.parse(trial.provider.requests.at(-1)?.body ?? '{}') as { messages: Wire[] }
  const withPictures = messages.filter(({ content }) => Array.isArray(content))
  expect(withPictures).toHaveLength(5)
  expect(messages.find(({ content }) => content === '[Picture]\npicture 1')).toBeDefined()
})

test('a picture alone can be sent, and stays when its words are edited', async () => {
  const { messageId } = await send({ text: '', attachments: [await picture(createPicture(1))] })
  expect(trial.store.messages.get(messageId).parts.map(({ kind }) => kind)).toEqual(['image'])
  const window = openWindow(trial.chat, trial.conversationId)
  const edited = trial.chat.edit({ messageId, text: 'this is the sea', requestId: randomUUID() })
  await window.ended
  expect(trial.store.messages.get(edited.messageId).parts.map(({ kind }) => kind)).toEqual(['image', 'text'])
})

test('what is not in the vault cannot be sent', async () => {
  const gone = { ...(await picture(createPicture(1))), assetId: 99 } as Attachment
  const input = { conversationId: trial.conversationId, text: '', attachments: [gone], requestId: randomUUID() }
  expect(() => trial.chat.send(input)).toThrow(expect.objectContaining({ code: 'NOT_FOUND' }))
  expect([...trial.store.messages.visibleThread(trial.conversationId)]).toEqual([])
})

test('a quote is sent above the words with whose it is, and leads back to where it was said', async () => {
  const { replyId } = answered(await send({ text: 'hello' }))
  const quote = { messageId: replyId, author: '小满', text: 'one\ntwo' }
  const { messageId } = await send({ text: 'what did you mean?', quote })
  const words = '> one\n> two\n> — 小满\n\nwhat did you mean?'
  expect(lastSent()?.content).toBe(words)
  const message = trial.store.messages.get(messageId)
  expect([spokenText(message.parts), message.replyToId]).toEqual([words, replyId])
})

test('a quote of another conversation leads nowhere and is refused', async () => {
  const { messageId } = await send({ text: 'hello' })
  const { id } = trial.store.conversations.create({
    companionId: trial.store.companion.id,
    kind: 'ordinary',
    title: null,
    createdAt: 1,
  })
  const quote = { messageId, author: 'you', text: 'hello' }
  const input = { conversationId: id, text: 'hm', quote, requestId: randomUUID() }
  expect(() => trial.chat.send(input)).toThrow(expect.objectContaining({ code: 'NOT_FOUND' }))
})
