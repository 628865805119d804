import { createConversationRepository } from '#core/chat/conversation-repository.ts'
import type { ImportedMessage } from '#core/chat/import-batch.ts'
import { createMessageRepository, type MessageRepository } from '#core/chat/message-repository.ts'
import { createCompanionRepository } from '#core/companions/companion-repository.ts'
import { createMessageIndex } from '#core/search/message-index.ts'
import type { Database } from '#core/store/database.ts'
import type { CompanionId, ConversationId, ImportRunId, MessageId } from '#shared/model/ids.ts'
import { createRandom, createTextMaker, type LanguageMix } from './invented-text.ts'

export type SeedOptions = {
  readonly messages: number
  readonly conversations: number
  /** How many of the messages are in the first conversation; the rest is spread evenly. */
  readonly longest?: number
  readonly languages?: LanguageMix
  readonly seed?: number
  /** Minutes between two messages at most; 2 unless told otherwise. */
  readonly pace?: number
}

/** What was made. `conversationIds[0]` is the longest. */
export type Seeded = { readonly companionId: CompanionId; readonly conversationIds: readonly ConversationId[] }

const minute = 60_000
const messagesAtOnce = 400

/** Fills an open database with invented conversations of the last two years, every tenth message with a second version. */
export function seedDatabase(database: Database, options: SeedOptions): Seeded {
  const random = createRandom(options.seed ?? 1)
  const makeText = createTextMaker(random, options.languages ?? { chinese: 45, english: 45, mixed: 10 })
  const conversations = createConversationRepository(database)
  const messages = createMessageRepository({ database, index: createMessageIndex(database) })
  const companion = createCompanionRepository({ database, conversations }).create({
    profile: { name: '小满', description: '', greeting: '' },
    binding: null,
    createdAt: start,
  })
  const progress = { bytesDone: 0, bytesTotal: 0, conversations: options.conversations, messages: options.messages }
  const run = database.run(
    `INSERT INTO import_run (state, file_names_json, started_at, progress_json, seen) VALUES ('done', '["seed"]', 0, ?, 1)`,
    JSON.stringify(progress),
  ).lastId as ImportRunId
  const longest = options.longest ?? Math.ceil(options.messages / options.conversations)
  const others = Math.max(1, options.conversations - 1)
  const conversationIds: ConversationId[] = []
  for (let number = 0; number < options.conversations; number += 1) {
    const rest = options.messages - longest
    const count =
      number === 0 ? longest : Math.floor((rest * number) / others) - Math.floor((rest * (number - 1)) / others)
    const createdAt = start + Math.floor(random() * 300) * 24 * 60 * minute
    const id = conversations.createImported({
      importRunId: run,
      companionId: companion.id,
      source: 'chatgpt',
      sourceId: `seed-${options.seed ?? 1}-${number}`,
      title: makeText().slice(0, 24),
      createdAt,
      updatedAt: createdAt + count * minute,
      archived: false,
      raw: null,
    })
    conversationIds.push(id)
    fill(messages, run, id, { count, createdAt, random, makeText, pace: options.pace ?? 2 })
  }
  return { companionId: companion.id, conversationIds }
}

const start = Date.UTC(2024, 10, 1)

type Filling = { count: number; createdAt: number; random: () => number; makeText: () => string; pace: number }

function fill(messages: MessageRepository, run: ImportRunId, id: ConversationId, filling: Filling): void {
  const { count, random, makeText, pace } = filling
  let parent: { id: MessageId; depth: number } | null = null
  let time = filling.createdAt
  for (let done = 0; done < count;) {
    parent = messages.importBatch(run, (batch) => {
      let above = parent
      for (let room = messagesAtOnce; room > 0 && done < count; room -= 1, done += 1) {
        time += Math.floor(random() * pace * minute)
        const message = inventedMessage(id, above, makeText(), time)
        // A version beside it, which nothing continues.
        if (done % 10 === 9 && count - done > 1) {
          batch.insert(inventedMessage(id, above, makeText(), time))
          done += 1
        }
        above = { id: batch.insert(message), depth: message.depth }
      }
      if (done >= count) batch.finish(id, above?.id ?? null)
      return above
    })
  }
}

function inventedMessage(
  conversationId: ConversationId,
  parent: { readonly id: MessageId; readonly depth: number } | null,
  text: string,
  createdAt: number,
): ImportedMessage {
  const depth = parent ? parent.depth + 1 : 0
  return {
    conversationId,
    parentId: parent?.id ?? null,
    depth,
    role: depth % 2 === 0 ? 'user' : 'assistant',
    author: null,
    createdAt,
    timeOriginal: null,
    timePrecision: null,
    timeZoneKnown: true,
    model: depth % 2 === 0 ? null : 'gpt-4o',
    provider: null,
    parts: [{ kind: 'text', text }],
    state: 'complete',
    finishReason: null,
    tokens: null,
    hidden: false,
    sourceId: null,
    raw: null,
  }
}
