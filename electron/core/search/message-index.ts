import type { Database } from '#core/store/database.ts'
import type { ConversationId, Timestamp } from '#shared/model/ids.ts'
import { indexText } from './tokenize.ts'

/** What is indexed of a message. */
export type IndexEntry = {
  readonly conversationId: ConversationId
  readonly createdAt: Timestamp | null
  readonly text: string
}

/** An entry as it was put in. */
export type IndexedText = { readonly key: number; readonly conversationId: ConversationId; readonly text: string }

/**
 * The full-text index. A row's key is its second in time, or the next free number after it, so that the engine's own
 * order is newest first whatever order things were imported in, and a search can stop at its limit. The key is kept
 * in `message.search_key`; null there means not indexed. Entries must be taken out with the words they were put in.
 */
export type MessageIndex = {
  /** Indexes at once. Answers the key to store on the message, null when there is nothing to find in the text. */
  readonly add: (entry: IndexEntry) => number | null
  /** Like `add`, but written by `flush`: the engine is many times slower when keys do not ascend. */
  readonly stage: (entry: IndexEntry) => number | null
  readonly flush: () => void
  /** Forgets what is staged: the transaction that it belonged to is undone. */
  readonly unstage: () => void
  /** Takes one entry out, its words off the disk at once. */
  readonly remove: (entry: IndexedText) => void
  /** Takes many out a hundred times faster; their words leave the disk as `tidy` is called until it answers false. */
  readonly removeMany: (entries: readonly IndexedText[]) => void
  readonly tidy: () => boolean
}

type StagedRow = { readonly key: number; readonly body: string; readonly conversation: string }

/** Pages that one step of tidying writes. */
const tidyPages = 4

/** Where the search for a free key goes on, for this many seconds in time; exports may give a whole day one moment. */
const rememberedSeconds = 4_096

export function createMessageIndex(database: Database): MessageIndex {
  const nextFree = new Map<number, number>()
  let staged: StagedRow[] = []
  let tidying = false

  function configure(name: 'secure-delete' | 'merge', value: number): void {
    // As a BigInt: a plain number is bound as a float, which the engine refuses here.
    database.run('INSERT INTO message_index (message_index, rank) VALUES (?, ?)', name, BigInt(value))
  }

  function remove({ key, conversationId, text }: IndexedText): void {
    database.run(
      `INSERT INTO message_index (message_index, rowid, body, conversation) VALUES ('delete', ?, ?, ?)`,
      key,
      indexText(text),
      conversationToken(conversationId),
    )
  }

  function changes(): number {
    return database.get<{ total: number }>('SELECT total_changes() AS total')?.total ?? 0
  }

  function isTaken(key: number): boolean {
    return database.get('SELECT 1 FROM message WHERE search_key = ?', key) !== undefined
  }

  /** All that came without a time fill one run of keys, over which a step at a time would take seconds. */
  function firstGap(from: number): number {
    const last = database.get<{ key: number }>(
      `SELECT search_key AS key FROM message AS taken
       WHERE search_key >= ? AND NOT EXISTS (SELECT 1 FROM message WHERE search_key = taken.search_key + 1)
       ORDER BY search_key LIMIT 1`,
      from,
    )
    return (last?.key ?? from) + 1
  }

  function freeKey(createdAt: Timestamp | null): number {
    const second = Math.max(1, Math.floor((createdAt ?? 0) / 1_000))
    const from = nextFree.get(second) ?? second
    const key = isTaken(from) ? firstGap(from) : from
    if (nextFree.size >= rememberedSeconds) nextFree.clear()
    nextFree.set(second, key + 1)
    return key
  }

  function write({ key, body, conversation }: StagedRow): void {
    database.run('INSERT INTO message_index (rowid, body, conversation) VALUES (?, ?, ?)', key, body, conversation)
  }

  function rowOf({ conversationId, createdAt, text }: IndexEntry): StagedRow | null {
    const body = indexText(text)
    if (body === '') return null
    return { key: freeKey(createdAt), body, conversation: conversationToken(conversationId) }
  }

  return {
    add: (entry) => {
      const row = rowOf(entry)
      if (row) write(row)
      return row?.key ?? null
    },
    stage: (entry) => {
      const row = rowOf(entry)
      if (row) staged.push(row)
      return row?.key ?? null
    },
    flush: () => {
      const rows = staged.toSorted((one, other) => one.key - other.key)
      staged = []
      for (const row of rows) write(row)
    },
    unstage: () => {
      staged = []
    },
    remove,
    removeMany: (entries) => {
      configure('secure-delete', 0)
      for (const entry of entries) remove(entry)
      configure('secure-delete', 1)
    },
    tidy: () => {
      const before = changes()
      // A negative number begins to merge everything into one piece, a positive one goes on with that.
      configure('merge', tidying ? tidyPages : -tidyPages)
      // By the engine's own account, fewer than two changes mean that there was nothing left to do.
      tidying = changes() - before >= 2
      return tidying
    },
  }
}

/** The word that stands for a conversation in the index. */
export function conversationToken(id: ConversationId): string {
  return `c${id}`
}
