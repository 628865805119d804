import { hash } from 'node:crypto'
import { setImmediate as breathe } from 'node:timers/promises'
import { lineTokens, sessionsOf, type HistorySession, type SessionMessage } from '#core/model-work/sessions.ts'
import type { CompanionId } from '#shared/model/ids.ts'
import type { HistoryRepository, HistoryRow } from './history-repository.ts'

/** A message as planning needs it, without its words. */
export type PlannedMessage = SessionMessage & {
  /** Changes with the words, so that what was made of other ones is not taken for what is made of these. */
  readonly mark: string
  /** How much feeling its words show, by signs that need no model. */
  readonly warmth: number
  readonly marked: boolean
}
export type PlannedSession = HistorySession<PlannedMessage>

const pageSize = 400
const signs = /[!！❤💕💍😭🥺]|哭|爱你|愛你|想你|love you|miss you|crying|marry/giu

/**
 * Everything said with a companion, session by session, oldest first; what has no time comes first, as it was brought in.
 * Reads a page at a time and lets others have their turn in between. `hear` is given every page as it is read.
 */
export async function readHistory(
  repository: Pick<HistoryRepository, 'conversationsOf' | 'page'>,
  companionId: CompanionId,
  { signal, hear = () => {} }: { readonly signal: AbortSignal; readonly hear?: (rows: readonly HistoryRow[]) => void },
): Promise<PlannedSession[]> {
  const sessions: PlannedSession[] = []
  for (const conversationId of repository.conversationsOf(companionId)) {
    const messages: PlannedMessage[] = []
    for (let after = -1; ;) {
      const rows = repository.page(conversationId, after, pageSize)
      messages.push(...rows.map(planned))
      hear(rows)
      await breathe()
      signal.throwIfAborted()
      const last = rows.at(-1)
      if (last === undefined || rows.length < pageSize) break
      after = last.depth
    }
    sessions.push(...sessionsOf(messages))
  }
  return sessions.toSorted((left, right) => (left.from ?? 0) - (right.from ?? 0))
}

function planned({ id, conversationId, at, text, marked }: HistoryRow): PlannedMessage {
  return {
    id,
    conversationId,
    at,
    tokens: lineTokens(text),
    mark: hash('sha256', text, 'base64url').slice(0, 16),
    warmth: text.match(signs)?.length ?? 0,
    marked: marked === 1,
  }
}
