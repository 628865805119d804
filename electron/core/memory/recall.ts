import type { Token } from '#core/search/tokenize.ts'
import type { CompanionId, ConversationId, MessageId, Timestamp } from '#shared/model/ids.ts'
import type { Role } from '#shared/model/message.ts'
import { findHits } from './find-hits.ts'
import { fuse } from './fuse.ts'
import type { FoundKeys } from './find-keys.ts'
import { namedTimes, nearness } from './named-times.ts'
import { rankHits, type Place } from './rank-hits.ts'
import type { RecallRepository, SpokenRow } from './recall-repository.ts'
import { spreadOut } from './spread-out.ts'

export type RecallQuery = {
  readonly companionId: CompanionId
  /** What was said last, and the one or two before it, oldest first; the last counts most. */
  readonly texts: readonly string[]
  readonly now: Timestamp
  /** Messages that are before everybody's eyes anyway. */
  readonly exclude: ReadonlySet<MessageId>
  /** Where the answer will follow: what the thread shows after it will have given way by then. */
  readonly after?: Pick<SpokenRow, 'conversationId' | 'depth'> | undefined
  readonly limit: number
  /** What means something near to the question, the nearest first. */
  readonly near?: readonly MessageId[]
}

/** A message that may matter now, and what brought it up. */
export type Recalled = {
  readonly messageId: MessageId
  readonly conversationId: ConversationId
  readonly depth: number
  readonly role: Role
  readonly author: string | null
  readonly at: Timestamp | null
  readonly text: string
  readonly score: number
  /** What of the words asked with stands in it or beside it, the most telling first. */
  readonly because: readonly string[]
  readonly byMeaning: boolean
}

export type Recall = (query: RecallQuery) => Recalled[]

const mostPlaces = 200
/** Of the finds by words, so many are joined with those by meaning. */
const mostFused = 100
const weightsOfTexts = [1, 0.4, 0.25]
/** What is added to a score of at most three: who speaks, when, and how much is said rather than asked. */
const boosts = { speaker: 0.5, time: 0.5, length: 0.5, asks: -0.4 }
/** Of several things, each is told by whoever it is asked about. */
const speakerOfSeveral = 0.9
/** A message of so many characters says as much as any. */
const fullLength = 200

/** Finds what was said before that may matter to what is said now, without any network and the same way every time. */
export function createRecall({
  repository,
  tokenize,
}: {
  readonly repository: RecallRepository
  readonly tokenize: (text: string) => Token[]
}): Recall {
  /** What is shown at each place; where the words were found in other versions alone, the best of those. */
  function spokenAt(places: readonly Place[], after: RecallQuery['after']): ReadonlyMap<string, SpokenRow> {
    const stays = repository.shownAt(places).filter((row) => !givesWay(row, after))
    const spoken = new Map(stays.map((row) => [placeName(row), row]))
    const elsewhere = places.flatMap((place) => {
      const shown = spoken.get(placeName(place))
      const [best] = place.hits
      return best && !place.hits.some(({ id }) => id === shown?.id) ? [best.id] : []
    })
    for (const row of repository.spoken(elsewhere)) spoken.set(placeName(row), row)
    return spoken
  }

  function findByWords({ companionId, texts, now, exclude, after, limit }: RecallQuery): Recalled[] {
    const weighed = texts.toReversed().map((text, index) => ({ text, weight: weightsOfTexts[index] ?? 0 }))
    const { hits, found, speakers, asked } = findHits(repository, tokenize, { companionId, texts: weighed })
    if (hits.length === 0) return []
    const gains = found.gains.map((gain, index) => (speakers.stems.has(found.terms[index]?.text ?? '') ? 0 : gain))
    const places = rankHits(hits, gains, asked, mostPlaces)
    const spoken = spokenAt(places, after)
    const times = namedTimes(texts.at(-1) ?? '', now)
    const isNamed = ({ author }: SpokenRow) =>
      speakers.named.size === 1 && author !== null && speakers.named.has(author)
    const speakerBoost = asked.several ? speakerOfSeveral : boosts.speaker
    const ranked = places
      .flatMap((place): Recalled[] => {
        const row = spoken.get(placeName(place))
        if (!row || exclude.has(row.id) || (row.role !== 'user' && row.role !== 'assistant')) return []
        const { id: messageId, conversationId, depth, role, author, at, text } = row
        const score =
          place.score +
          (isNamed(row) ? speakerBoost : 0) +
          boosts.time * nearness(at, times) +
          boosts.length * Math.min(1, text.length / fullLength) +
          (/[?？]\s*$/.test(text) ? boosts.asks : 0)
        return [
          {
            messageId,
            conversationId,
            depth,
            role,
            author,
            at,
            text,
            score,
            because: reasons(place, found, gains),
            byMeaning: false,
          },
        ]
      })
      .toSorted((one, other) => other.score - one.score || other.messageId - one.messageId)
    return asked.several ? spreadOut(ranked, limit) : ranked.slice(0, limit)
  }

  function findByMeaning(near: readonly MessageId[], exclude: ReadonlySet<MessageId>): Recalled[] {
    const rows = new Map(repository.spoken(near).map((row) => [row.id, row]))
    return near.flatMap((id): Recalled[] => {
      const row = rows.get(id)
      if (!row || exclude.has(id)) return []
      const { conversationId, depth, role, author, at, text } = row
      return [{ messageId: id, conversationId, depth, role, author, at, text, score: 0, because: [], byMeaning: true }]
    })
  }

  return (query) => {
    const { near = [], exclude, limit } = query
    if (near.length === 0) return findByWords(query)
    return fuse(findByWords({ ...query, limit: mostFused }), findByMeaning(near, exclude), limit)
  }
}

/** Whether an answer that follows there takes this off the thread. */
export function givesWay(row: Pick<SpokenRow, 'conversationId' | 'depth'>, after: RecallQuery['after']): boolean {
  return row.conversationId === after?.conversationId && row.depth > after.depth
}

const mostReasons = 4

function reasons({ hits }: Place, { terms }: FoundKeys, gains: readonly number[]): string[] {
  return [...(hits[0]?.terms ?? [])]
    .filter((term) => (gains[term] ?? 0) > 0)
    .toSorted((one, other) => (gains[other] ?? 0) - (gains[one] ?? 0))
    .flatMap((index) => terms[index]?.said ?? [])
    .slice(0, mostReasons)
}

function placeName({ conversationId, depth }: { readonly conversationId: ConversationId; readonly depth: number }) {
  return `${conversationId}:${depth}`
}
