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
export type HistorySession<Message extends SessionMessage = SessionMessage> = {
  readonly from: Timestamp | null
  readonly messages: readonly Message[]
  readonly tokens: number
}

/** Sessions that are read in one call, after the end of the session before as a reminder of where things stood. */
export type HistoryChunk<Message extends SessionMessage = SessionMessage> = {
  readonly from: Timestamp | null
  readonly to: Timestamp | null
  readonly before: readonly Message[]
  readonly messages: readonly Message[]
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
export function* sessionsOf<Message extends SessionMessage>(
  messages: Iterable<Message>,
): Generator<HistorySession<Message>> {
  let session: Message[] = []
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

function sessionFrom<Message extends SessionMessage>(messages: readonly Message[]): HistorySession<Message> {
  const from = messages.find(({ at }) => at !== null)?.at ?? null
  return { from, messages, tokens: tokensOf(messages) }
}

/**
 * Packs sessions, oldest first, into chunks of so many tokens. What was packed before stays as it is when later sessions
 * come; a chunk that is half full ends with its month, so that what is brought in between moves only what is near.
 */
export function chunksOf<Message extends SessionMessage>(
  sessions: Iterable<HistorySession<Message>>,
  room: number,
): HistoryChunk<Message>[] {
  const chunks: HistoryChunk<Message>[] = []
  let open: Message[] = []
  let tokens = 0
  let month = ''
  let before: readonly Message[] = []
  let previous: readonly Message[] = []

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

function endOf<Message extends SessionMessage>(messages: readonly Message[], room: number): readonly Message[] {
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
