import { hash } from 'node:crypto'
import { setImmediate as breathe } from 'node:timers/promises'
import type { HistoryRepository, HistoryRow } from '#core/letter-draft/history-repository.ts'
import {
  chunksOf,
  lineTokens,
  sessionsOf,
  type HistorySession,
  type SessionMessage,
} from '#core/model-work/sessions.ts'
import type { Search } from '#core/search/search.ts'
import type { Language } from '#shared/languages.ts'
import type { CompanionId, MessageId } from '#shared/model/ids.ts'
import { likelyWords } from './likely-words.ts'
import { questionVersion } from './look-question.ts'

/** A message of a part; the mark changes with its words. */
export type PartMessage = SessionMessage & { readonly mark: string }

/** What one call reads, known by its content so that nobody pays for it twice. */
export type LookPart = {
  readonly key: string
  readonly messages: readonly MessageId[]
  readonly tokens: number
}

/** Of each word, so many times that it was first said, and as many that it was said last. */
const hitsOfEach = 6
/** Messages before and after what was found. */
const around = 4

/** The parts of what was said around words that such days are spoken of with. Others have their turn in between. */
export async function likelySessions(
  {
    search,
    history,
  }: {
    readonly search: Search['searchMessages']
    readonly history: Pick<HistoryRepository, 'byIds' | 'page'>
  },
  companionId: CompanionId,
  signal: AbortSignal,
): Promise<HistorySession<PartMessage>[]> {
  const ids = new Set<MessageId>()
  for (const query of likelyWords) {
    for (const from of ['oldest', 'newest'] as const) {
      for (const { messageId } of search({ query, companionId, limit: hitsOfEach, from }).hits) ids.add(messageId)
    }
    await breathe()
    signal.throwIfAborted()
  }
  const places = Map.groupBy(history.byIds([...ids]), ({ conversationId }) => conversationId)
  const sessions = [...places].flatMap(([conversationId, rows]) =>
    windowsOf(rows.map(({ depth }) => depth)).flatMap(({ first, last }) => [
      ...sessionsOf(history.page(conversationId, first - 1, last - first + 1).map(partMessage)),
    ]),
  )
  return sessions.toSorted((left, right) => (left.from ?? 0) - (right.from ?? 0))
}

/** Stretches of a thread around places in it, those that meet as one. */
function windowsOf(depths: readonly number[]): { first: number; last: number }[] {
  const windows: { first: number; last: number }[] = []
  for (const depth of depths.toSorted((left, right) => left - right)) {
    const before = windows.at(-1)
    if (before && depth - around <= before.last + 1) before.last = depth + around
    else windows.push({ first: Math.max(0, depth - around), last: depth + around })
  }
  return windows
}

function partMessage({ id, conversationId, at, text }: HistoryRow): PartMessage {
  return { id, conversationId, at, tokens: lineTokens(text), mark: hash('sha256', text, 'base64url').slice(0, 16) }
}

/** Packs sessions into parts of so many tokens. No message is in two of them, so that none is sent twice. */
export function partsOf(
  sessions: Iterable<HistorySession<PartMessage>>,
  { room, model, language }: { readonly room: number; readonly model: string; readonly language: Language },
): LookPart[] {
  return chunksOf(sessions, room).map(({ messages }) => ({
    key: hash(
      'sha256',
      JSON.stringify([questionVersion, model, language, messages.map(({ id, mark }) => [id, mark])]),
      'base64url',
    ),
    messages: messages.map(({ id }) => id),
    tokens: messages.reduce((sum, { tokens }) => sum + tokens, 0),
  }))
}
