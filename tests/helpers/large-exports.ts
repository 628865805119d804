import { createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createSentences } from './sentences.ts'

/** What a large export holds, counted while writing. */
export type LargeExport = { readonly bytes: number; readonly conversations: number; readonly messages: number }

type Shape = (talks: number) => Generator<string, void, void>

const perTalk = 40
const sentences = createSentences(7)
const words = Array.from({ length: 64 }, () => Array.from({ length: 12 }, () => sentences.paragraph()).join('\n'))

function say(talk: number, message: number) {
  const created = 1_700_000_000_000 + talk * 86_400_000 + message * 60_000
  return {
    id: `m-${talk}-${message}`,
    role: message % 2 === 0 ? 'user' : 'assistant',
    content: words[(talk * 7 + message) % words.length] ?? '',
    created,
    iso: new Date(created).toISOString(),
  }
}

function* list(count: number, item: (index: number) => object): Generator<string, void, void> {
  yield '['
  for (let index = 0; index < count; index += 1) yield `${index === 0 ? '' : ','}${JSON.stringify(item(index))}`
  yield ']'
}

const talk = (index: number, message: (said: ReturnType<typeof say>) => object) =>
  Array.from({ length: perTalk }, (_, at) => message(say(index, at)))

/** Backups that keep everything in one member, by the app that writes them; rows of all talks lie mixed where it does. */
export const largeShapes = {
  *lobechat(talks) {
    yield '{"data":{"messages":'
    yield* list(talks * perTalk, (index) => {
      const said = say(index % talks, Math.floor(index / talks))
      return { ...said, sessionId: null, topicId: `topic-${index % talks}`, createdAt: said.iso }
    })
    yield ',"sessions":[],"topics":'
    yield* list(talks, (index) => ({ id: `topic-${index}`, title: `Topic ${index}` }))
    yield '},"mode":"pglite","schemaHash":"x"}'
  },
  *'cherry-studio'(talks) {
    yield '{"time":1,"version":5,"localStorage":{},"indexedDB":{"message_blocks":'
    yield* list(talks * perTalk, (index) => {
      const { id, content } = say(index % talks, Math.floor(index / talks))
      return { id: `b-${id}`, messageId: id, type: 'main_text', content, status: 'success' }
    })
    yield ',"topics":'
    yield* list(talks, (index) => ({
      id: `topic-${index}`,
      messages: talk(index, ({ id, role, iso }) => ({ id, role, createdAt: iso, blocks: [`b-${id}`] })),
    }))
    yield '}}'
  },
  *nextchat(talks) {
    yield '{"chat-next-web-store":{"sessions":'
    yield* list(talks, (index) => ({
      id: `session-${index}`,
      topic: `Talk ${index}`,
      lastUpdate: say(index, perTalk).created,
      messages: talk(index, ({ id, role, content, iso }) => ({ id, role, content, date: iso })),
    }))
    yield '}}'
  },
  *typingmind(talks) {
    yield '{"data":{"chats":'
    yield* list(talks, (index) => ({
      chatID: `chat-${index}`,
      chatTitle: `Talk ${index}`,
      messages: talk(index, ({ id, role, content, iso }) => ({ uuid: id, role, content, createdAt: iso })),
    }))
    yield '},"checksum":"x"}'
  },
  *chatbox(talks) {
    yield '{"chat-sessions":'
    yield* list(talks, (index) => ({
      id: `session-${index}`,
      name: `Talk ${index}`,
      messages: talk(index, ({ id, role, content, created }) => ({ id, role, content, timestamp: created })),
    }))
    yield '}'
  },
  *characterai(talks) {
    yield '{"info":{"character":{"name":"Mia"}},"histories":{"histories":'
    yield* list(talks, (index) => ({
      external_id: `history-${index}`,
      msgs: talk(index, ({ id, role, content }) => ({
        id,
        text: content,
        src: { name: role, is_human: role === 'user' },
      })),
    }))
    yield '}}'
  },
} satisfies Readonly<Record<string, Shape>>

/** Writes a backup of about so many bytes, piece by piece. */
export async function writeLargeExport(
  path: string,
  app: keyof typeof largeShapes,
  bytes: number,
): Promise<LargeExport> {
  const each = words.reduce((sum, text) => sum + Buffer.byteLength(JSON.stringify(text)), 0) / words.length + 200
  const talks = Math.ceil(bytes / (each * perTalk))
  let written = 0
  await pipeline(Readable.from(pieces(largeShapes[app](talks), (count) => (written += count))), createWriteStream(path))
  return { bytes: written, conversations: talks, messages: talks * perTalk }
}

function* pieces(texts: Iterable<string>, count: (bytes: number) => void): Generator<Buffer, void, void> {
  let held: string[] = []
  let length = 0
  for (const text of texts) {
    held.push(text)
    length += text.length
    if (length < 1_000_000) continue
    const piece = Buffer.from(held.join(''))
    count(piece.length)
    yield piece
    held = []
    length = 0
  }
  const last = Buffer.from(held.join(''))
  count(last.length)
  yield last
}
