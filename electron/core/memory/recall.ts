import type { Token } from '#core/search/tokenize.ts'
import type { CompanionId, ConversationId, MessageId, Timestamp } from '#shared/model/ids.ts'
import type { Role } from '#shared/model/message.ts'
import { bestKeys, findKeys, type FoundKeys } from './find-keys.ts'
import { namedTimes, nearness } from './named-times.ts'
import { rankHits, type Place } from './rank-hits.ts'
import type { RecallRepository, RecallRow, SpokenRow } from './recall-repository.ts'
import { recallTerms, stemOf } from './recall-terms.ts'

export type RecallQuery = {
  readonly companionId: CompanionId
  /** What was said last, and the one or two before it, oldest first; the last counts most. */
  readonly texts: readonly string[]
  readonly now: Timestamp
  /** Messages that are before everybody's eyes anyway. */
  readonly exclude: ReadonlySet<MessageId>
  readonly limit: number
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
}

export type Recall = (query: RecallQuery) => Recalled[]

const mostHits = 2_500
const mostPlaces = 200
const weightsOfTexts = [1, 0.4, 0.25]
/** What is added to a score of at most three: who speaks, when, and how much is said rather than asked. */
const boosts = { speaker: 0.4, time: 0.5, length: 0.5, asks: -0.2 }
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
  function spokenAt(places: readonly Place[]): ReadonlyMap<string, SpokenRow> {
    const spoken = new Map(repository.shownAt(places).map((row) => [placeName(row), row]))
    const elsewhere = places.flatMap((place) => {
      const shown = spoken.get(placeName(place))
      const [best] = place.hits
      return best && !place.hits.some(({ id }) => id === shown?.id) ? [best.id] : []
    })
    for (const row of repository.spoken(elsewhere)) spoken.set(placeName(row), row)
    return spoken
  }

  return ({ companionId, texts, now, exclude, limit }) => {
    const weighed = texts.toReversed().map((text, index) => ({ text, weight: weightsOfTexts[index] ?? 0 }))
    const found = findKeys(repository, recallTerms(weighed, tokenize), companionId)
    if (found.termsOf.size === 0) return []
    const own = new Set(repository.conversationsOf(companionId))
    const hits = repository
      .rowsOf(bestKeys(found, mostHits))
      .filter(({ conversationId }) => own.has(conversationId))
      .map(({ key, ...row }) => ({ ...row, terms: found.termsOf.get(key) ?? [] }))

    const question = texts.at(-1) ?? ''
    const speakers = speakersNamed(hits, question, tokenize)
    const gains = found.gains.map((gain, index) => (speakers.stems.has(found.terms[index]?.text ?? '') ? 0 : gain))
    const places = rankHits(hits, gains, mostPlaces)
    const spoken = spokenAt(places)
    const times = namedTimes(question, now)
    return places
      .flatMap((place): Recalled[] => {
        const row = spoken.get(placeName(place))
        if (!row || exclude.has(row.id) || (row.role !== 'user' && row.role !== 'assistant')) return []
        const { id: messageId, conversationId, depth, role, author, at, text } = row
        const score =
          place.score +
          boosts.speaker * speakers.share(row) +
          boosts.time * nearness(at, times) +
          boosts.length * Math.min(1, text.length / fullLength) +
          (/[?？]\s*$/.test(text) ? boosts.asks : 0)
        return [
          { messageId, conversationId, depth, role, author, at, text, score, because: reasons(place, found, gains) },
        ]
      })
      .toSorted((one, other) => other.score - one.score || other.messageId - one.messageId)
      .slice(0, limit)
  }
}

/** Whom the question names. A name then says who speaks, and no longer what is spoken of. */
function speakersNamed(rows: readonly RecallRow[], question: string, tokenize: (text: string) => Token[]) {
  const asked = new Set(tokenize(question).map(({ text }) => text))
  const authors = new Set(rows.flatMap(({ author }) => author ?? []))
  const named = [...authors].filter((author) => tokenize(author).some(({ text }) => text.length > 1 && asked.has(text)))
  return {
    stems: new Set([...authors].flatMap((author) => tokenize(author).map(({ text }) => stemOf(text)))),
    share: ({ author }: RecallRow) => (named.length === 1 && author === named[0] ? 1 : 0),
  }
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
