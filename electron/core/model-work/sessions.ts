import { estimateTokens } from '#shared/estimate-tokens.ts'
import type { ConversationId, MessageId, Timestamp } from '#shared/model/ids.ts'

/** As much of a message as cutting a history needs. */
export type SessionMessage = {
  readonly id: MessageId
  readonly conversationId: ConversationId
  readonly at: Timestamp | null
  readonly tokens: number
}

/** What was said in one go. */
export type HistorySession = {
  readonly from: Timestamp | null
  readonly messages: readonly SessionMessage[]
  readonly tokens: number
}

/** Sessions that are read in one call, after the end of the session before as a reminder of where things stood. */
export type HistoryChunk = {
  readonly from: Timestamp | null
  readonly to: Timestamp | null
  readonly before: readonly SessionMessage[]
  readonly messages: readonly SessionMessage[]
  readonly tokens: number
}

/** A silence after which people begin anew. */
const sessionGap = 6 * 3_600_000
/** A line's number, time and speaker. */
const tokensAround = 12
/** Of a chunk, for the session before. */
const reminderShare = 0.08

/** Tokens of a message as one quoted line. */
export function lineTokens(text: string): number {
  return estimateTokens(text) + tokensAround
}

/** Cuts the messages of a conversation, in the order of its thread, where nobody said anything for long. */
export function* sessionsOf(messages: Iterable<SessionMessage>): Generator<HistorySession> {
  let session: SessionMessage[] = []
  for (const message of messages) {
    const last = session.at(-1)
    const isApart =
      last !== undefined &&
      (last.conversationId !== message.conversationId ||
        (last.at !== null && message.at !== null && Math.abs(message.at - last.at) > sessionGap))
    if (isApart) {
      yield sessionFrom(session)
      session = []
    }
    session.push(message)
  }
  if (session.length > 0) yield sessionFrom(session)
}

function sessionFrom(messages: readonly SessionMessage[]): HistorySession {
  const from = messages.find(({ at }) => at !== null)?.at ?? null
  return { from, messages, tokens: tokensOf(messages) }
}

/**
 * Packs sessions, oldest first, into chunks of so many tokens. What was packed before stays as it is when later sessions
 * come; a chunk that is half full ends with its month, so that what is brought in between moves only what is near.
 */
export function chunksOf(sessions: Iterable<HistorySession>, room: number): HistoryChunk[] {
  const chunks: HistoryChunk[] = []
  let open: SessionMessage[] = []
  let tokens = 0
  let month = ''
  let before: readonly SessionMessage[] = []
  let previous: readonly SessionMessage[] = []

  function close(): void {
    if (open.length === 0) return
    const times = open.flatMap(({ at }) => (at === null ? [] : [at]))
    const from = times.reduce<number | null>((least, at) => (least === null || at < least ? at : least), null)
    const to = times.reduce<number | null>((most, at) => (most === null || at > most ? at : most), null)
    chunks.push({ from, to, before, messages: open, tokens: tokens + tokensOf(before) })
    before = endOf(previous, room * reminderShare)
    open = []
    tokens = 0
  }

  for (const session of sessions) {
    const itsMonth = monthOf(session.from)
    const isFull = tokens + session.tokens > room
    if (isFull || (tokens > room / 2 && itsMonth !== month)) close()
    month = itsMonth
    previous = session.messages
    for (const message of session.messages) {
      // A session longer than a chunk is cut between messages, and goes on after its own last lines.
      if (tokens > 0 && tokens + message.tokens > room) {
        previous = open
        close()
      }
      open.push(message)
      tokens += message.tokens
    }
  }
  close()
  return chunks
}

function monthOf(at: Timestamp | null): string {
  return at === null ? '' : new Date(at).toISOString().slice(0, 7)
}

function endOf(messages: readonly SessionMessage[], room: number): readonly SessionMessage[] {
  let tokens = 0
  const from = messages.findLastIndex((message) => {
    tokens += message.tokens
    return tokens > room
  })
  return messages.slice(from + 1)
}

function tokensOf(messages: readonly SessionMessage[]): number {
  return messages.reduce((sum, { tokens }) => sum + tokens, 0)
}
