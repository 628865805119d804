import type { ConversationId } from '#shared/model/ids.ts'
import type { RecallRow } from './recall-repository.ts'

/** A message that holds some of what is looked for; `terms` are indexes into their gains. */
export type Hit = RecallRow & { readonly terms: readonly number[] }

/** A place in a thread and what speaks for it; without hits, only its neighbours do. */
export type Place = {
  readonly conversationId: ConversationId
  readonly depth: number
  /** Versions of what was said there, the best first. */
  readonly hits: readonly Hit[]
  readonly score: number
}

/** What else is known of the question. */
export type Asked = {
  /** Conversations in which somebody whom it names takes part; empty where that says nothing. */
  readonly theirs: ReadonlySet<ConversationId>
  /** It asks for several things, which are rarely said in one sitting. */
  readonly several: boolean
}

/** Shares of the message itself and of those around it; set by hand on open dialogues. */
const shares = { self: 1, around: 1.5, theirs: 1 }
/** And of its session. */
const sessionShare = { one: 0.5, several: 0.2 }
/** How much a term counts that stands two and one before a place, in it, and after it. */
const nearby = [0.3, 0.8, 1, 0.8, 0.5]
/** What an answer takes over from the question before it: of the terms around it, and as if it held them itself. */
const answering = { around: 1.5, self: 0.3 }
const reach = 2
/** Saturation and the part that length plays, as in BM25; messages are short, so it is small. */
const k1 = 0.9
const b = 0.2
/** A new session begins after so long a silence. */
const silence = 4 * 3_600_000

type Scored = {
  readonly conversationId: ConversationId
  readonly depth: number
  readonly hits: readonly Hit[]
  readonly self: number
  readonly around: number
  readonly session: number
}

/**
 * Ranks the hits and the places beside them by three readings of the same terms: in the message itself, in the two
 * messages on either side, and in all of its session. Each reading counts against its own best. What answers a question
 * that holds the terms seldom repeats them, so it takes some over.
 */
export function rankHits(
  hits: readonly Hit[],
  gains: readonly number[],
  { theirs, several }: Asked,
  most: number,
): Place[] {
  const ofSession = several ? sessionShare.several : sessionShare.one
  const scored = scorePlaces(hits, gains)
  const best = (of: (one: Scored) => number) => scored.reduce((top, one) => Math.max(top, of(one)), Number.MIN_VALUE)
  const [self, around, session] = [best((one) => one.self), best((one) => one.around), best((one) => one.session)]
  return scored
    .map(({ conversationId, depth, hits: versions, ...one }): Place => {
      const score =
        (shares.self * one.self) / self +
        (shares.around * one.around) / around +
        (ofSession * one.session) / session +
        (theirs.has(conversationId) ? shares.theirs : 0)
      return { conversationId, depth, hits: versions, score }
    })
    .toSorted((a, z) => z.score - a.score || z.conversationId - a.conversationId || z.depth - a.depth)
    .slice(0, most)
}

function scorePlaces(hits: readonly Hit[], gains: readonly number[]): Scored[] {
  const mean = hits.reduce((sum, { size }) => sum + size, 0) / Math.max(1, hits.length)
  const sessions = sessionScores(hits, gains)
  const threads = new Map<ConversationId, Map<number, Hit[]>>()
  for (const hit of hits) {
    let thread = threads.get(hit.conversationId)
    if (!thread) threads.set(hit.conversationId, (thread = new Map()))
    const versions = thread.get(hit.depth)
    if (versions) versions.push(hit)
    else thread.set(hit.depth, [hit])
  }

  // One row of counts serves every place in turn: there are thousands of places, and a map for each took half the time.
  const counts = new Float64Array(gains.length)
  const scored: Scored[] = []
  for (const [conversationId, thread] of threads) {
    for (const depth of placesOf(thread)) {
      const counted: number[] = []
      let session = 0
      for (let step = -reach; step <= reach; step += 1) {
        for (const hit of thread.get(depth - step) ?? []) {
          const share = step === 1 && hit.asks ? answering.around : (nearby[step + reach] ?? 0)
          session = Math.max(session, sessions.get(hit) ?? 0)
          for (const term of hit.terms) {
            if (counts[term] === 0) counted.push(term)
            counts[term] = (counts[term] ?? 0) + share
          }
        }
      }
      let around = 0
      for (const term of counted) {
        const count = counts[term] ?? 0
        around += gainOf(gains, term) * ((2 * count) / (count + 1))
        counts[term] = 0
      }
      const versions = (thread.get(depth) ?? [])
        .map((hit) => ({ hit, self: selfScore(hit, gains, mean) }))
        .toSorted((a, z) => z.self - a.self || z.hit.id - a.hit.id)
      const asking = (thread.get(depth - 1) ?? []).filter(({ asks }) => asks)
      const asked = asking.reduce((top, hit) => Math.max(top, selfScore(hit, gains, mean)), 0)
      const self = (versions[0]?.self ?? 0) + answering.self * asked
      scored.push({ conversationId, depth, hits: versions.map(({ hit }) => hit), self, around, session })
    }
  }
  return scored
}

/** Every depth at which something was found, and those beside it. */
function placesOf(thread: ReadonlyMap<number, unknown>): ReadonlySet<number> {
  const depths = new Set<number>()
  for (const depth of thread.keys()) {
    for (let step = -reach; step <= reach; step += 1) if (depth + step >= 0) depths.add(depth + step)
  }
  return depths
}

function selfScore({ terms, size }: Hit, gains: readonly number[], mean: number): number {
  const sum = terms.reduce((total, term) => total + gainOf(gains, term), 0)
  return (sum * (1 + k1)) / (1 + k1 * (1 - b + (b * size) / mean))
}

/** How much of what is looked for the session of each hit holds; a word said often counts a little more. */
function sessionScores(hits: readonly Hit[], gains: readonly number[]): ReadonlyMap<Hit, number> {
  const inOrder = hits.toSorted((one, other) => one.conversationId - other.conversationId || one.depth - other.depth)
  const sessions: Hit[][] = []
  let last: Hit | null = null
  for (const hit of inOrder) {
    if (last && areTogether(last, hit)) sessions.at(-1)?.push(hit)
    else sessions.push([hit])
    last = hit
  }
  const scores = new Map<Hit, number>()
  for (const session of sessions) {
    const counts = new Map<number, number>()
    for (const { terms } of session) for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1)
    let score = 0
    for (const [term, count] of counts) score += gainOf(gains, term) * (count / (count + 1))
    for (const hit of session) scores.set(hit, score)
  }
  return scores
}

function areTogether(one: Hit, other: Hit): boolean {
  if (one.conversationId !== other.conversationId) return false
  return one.at === null || other.at === null || Math.abs(other.at - one.at) < silence
}

function gainOf(gains: readonly number[], term: number): number {
  return gains[term] ?? 0
}
