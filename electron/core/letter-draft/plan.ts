import { hash } from 'node:crypto'
import { setImmediate as breathe } from 'node:timers/promises'
import { correctionFrom, secondsOf, type Measured } from '#core/model-work/estimate-work.ts'
import { chunksOf, type HistoryChunk } from '#core/model-work/sessions.ts'
import type { WorkEstimate } from '#shared/contract/letter-draft.ts'
import type { Language } from '#shared/languages.ts'
import type { Timestamp } from '#shared/model/ids.ts'
import type { DraftPurpose, DraftScope } from '#shared/model/letter-draft.ts'
import type { TokenUse } from '#shared/model/message.ts'
import { sumOf } from './answer-repository.ts'
import { expected, mergesOf, notesIn, tokensAsked } from './expected.ts'
import { highlightsOf } from './highlights.ts'
import type { PlannedMessage, PlannedSession } from './history.ts'
import { sectionsOf } from './sections.ts'
import { wordingVersion } from './wording.ts'

/** A part of the history that is read in one call, by what is asked of it. */
export type PlannedChunk = HistoryChunk<PlannedMessage> & { readonly key: string }

/** How much a model is given at once. */
export type Reader = { readonly model: string; readonly room: number; readonly isNearby: boolean }

const largestChunk = { hosted: 24_000, nearby: 8_000 }

/** Calls that are under way at the same time. */
export function atOnce({ isNearby }: Pick<Reader, 'isNearby'>): number {
  return isNearby ? 2 : 3
}

/** The parts that a draft reads, oldest first. The same history makes the same parts. Lets others have their turn. */
export async function planChunks(
  sessions: readonly PlannedSession[],
  {
    scope,
    since,
    reader,
    language,
  }: {
    readonly scope: DraftScope
    readonly since: Timestamp | null
    readonly reader: Reader
    readonly language: Language
  },
): Promise<PlannedChunk[]> {
  const wanted =
    scope === 'highlights'
      ? highlightsOf(sessions)
      : sessions.filter((session) => scope === 'all' || isAfter(session, since ?? 0))
  const room = Math.min(largestChunk[reader.isNearby ? 'nearby' : 'hosted'], reader.room - tokensAsked - 200)
  const chunks: PlannedChunk[] = []
  for (const chunk of chunksOf(wanted, Math.max(400, room))) {
    const shown = [...chunk.before, ...chunk.messages].map(({ id, mark }) => [id, mark])
    chunks.push({ ...chunk, key: keyOf('read', reader.model, language, shown) })
    await breathe()
  }
  return chunks
}

/** What an answer is known by: what was asked, of which model, in which words. */
export function keyOf(kind: string, model: string, language: Language, content: unknown): string {
  return hash('sha256', JSON.stringify([wordingVersion, kind, model, language, content]), 'base64url')
}

/** What reading these parts and writing from them would take, by what calls have really taken so far. */
export function estimateWork(
  chunks: readonly PlannedChunk[],
  {
    isKnown,
    measured,
    reader,
    purpose,
    scope,
  }: {
    readonly isKnown: (key: string) => boolean
    readonly measured: Measured
    readonly reader: Pick<Reader, 'isNearby'>
    readonly purpose: DraftPurpose
    readonly scope: DraftScope
  },
): WorkEstimate {
  const unread = chunks.filter(({ key }) => !isKnown(key))
  const merges = mergesOf(chunks.length)
  const writes = sectionsOf(purpose, scope).filter((section) => section !== 'examples').length
  const notes = notesIn(chunks)
  const tokens = corrected(
    sumOf([
      ...unread.map(expected.read),
      ...Array.from({ length: merges }, () => expected.merge((notes * 1.2) / merges)),
      ...Array.from({ length: writes }, () => expected.write(notes / 2)),
    ]),
    measured,
  )
  return {
    messages: chunks.reduce((sum, { messages }) => sum + messages.length, 0),
    calls: unread.length + merges + writes,
    known: chunks.length - unread.length,
    tokens,
    seconds: secondsOf(tokens, { isNearby: reader.isNearby, atOnce: atOnce(reader) }),
  }
}

/** An estimate as it is once something was counted. */
export function corrected({ prompt, completion }: TokenUse, measured: Measured): TokenUse {
  const by = correctionFrom(measured)
  return { prompt: Math.round(prompt * by.prompt), completion: Math.round(completion * by.completion) }
}

function isAfter({ messages }: PlannedSession, since: Timestamp): boolean {
  return messages.some(({ at }) => at !== null && at > since)
}
