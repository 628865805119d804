import type { CompanionId, ConversationId } from '#shared/model/ids.ts'
import type { RecallRepository } from './recall-repository.ts'
import { beginningOf, stemOf, type RecallTerm } from './recall-terms.ts'

/** Which messages hold which terms; `gains` says what each term is worth, the rarer the more. */
export type FoundKeys = {
  readonly terms: readonly RecallTerm[]
  /** What each was looked up with, in the engine's words. */
  readonly matches: readonly string[]
  readonly gains: readonly number[]
  readonly termsOf: ReadonlyMap<number, readonly number[]>
}

/** Messages that one term may bring, and all together. The rare ones bring theirs first: they say the most. */
const mostOfTerm = 5_000
const mostTogether = 16_000
/** Up to so many conversations, the index itself picks them out. */
const mostConversations = 100

/** Looks the terms up in the index, among the conversations of one companion. */
export function findKeys(
  repository: RecallRepository,
  terms: readonly RecallTerm[],
  companionId: CompanionId,
): FoundKeys {
  const conversations = repository.conversationsOf(companionId)
  const within = conversations.length > mostConversations ? '' : inside(conversations)
  const size = Math.max(1, repository.sizeOf(companionId))
  const found = {
    terms: [] as RecallTerm[],
    matches: [] as string[],
    gains: [] as number[],
    termsOf: new Map<number, number[]>(),
  }
  if (conversations.length === 0) return found

  const asked = terms
    .flatMap((term) => formsOf(repository, term))
    .toSorted((one, other) => (one.count ?? size) - (other.count ?? size))
  let room = mostTogether
  for (const { term, match, count } of asked) {
    if (room <= 0) break
    const limit = Math.min(mostOfTerm, room)
    const keys = repository.keysOf(`body : (${match})${within}`, limit)
    room -= keys.length
    const frequency = Math.min(size, keys.length < limit ? keys.length : Math.max(count ?? 0, limit))
    found.terms.push(term)
    found.matches.push(match)
    const index = found.gains.push(term.weight * Math.log(1 + (size - frequency + 0.5) / (frequency + 0.5))) - 1
    for (const key of keys) note(found.termsOf, key, index)
  }
  return found
}

/** The same terms in some conversations alone, where more of the common ones fit in: among all, the newest came first. */
export function findAgain(
  repository: RecallRepository,
  { terms, matches, gains }: FoundKeys,
  conversations: readonly ConversationId[],
): FoundKeys {
  const termsOf = new Map<number, number[]>()
  let room = mostTogether
  for (const [index, match] of matches.entries()) {
    const keys = repository.keysOf(`body : (${match})${inside(conversations)}`, Math.min(mostOfTerm, room))
    room -= keys.length
    for (const key of keys) note(termsOf, key, index)
    if (room <= 0) break
  }
  return { terms, matches, gains, termsOf }
}

function inside(conversations: readonly ConversationId[]): string {
  return ` AND conversation : (${conversations.map((id) => `c${id}`).join(' OR ')})`
}

function note(termsOf: Map<number, number[]>, key: number, term: number): void {
  const known = termsOf.get(key)
  if (known) known.push(term)
  else termsOf.set(key, [term])
}

type Asked = { readonly term: RecallTerm; readonly match: string; readonly count: number | null }

/** A term in the engine's words; of a stem, every word of the index that has it. */
function formsOf(repository: RecallRepository, term: RecallTerm): Asked[] {
  const beginning = term.kind === 'word' ? beginningOf(term.text) : null
  if (beginning === null) return [{ term, match: `"${term.text}"`, count: null }]
  const forms = repository.wordsFrom(beginning).filter(({ word }) => stemOf(word) === term.text)
  if (forms.length === 0) return []
  const match = forms.map(({ word }) => `"${word}"`).join(' OR ')
  return [{ term, match, count: forms.reduce((sum, { count }) => sum + count, 0) }]
}

/** Seconds within which another find speaks for this one as well: keys are made of times. */
const nearSeconds = 600
const reach = 2

/** The most promising keys: by their own terms and those of the finds beside them in time. */
export function bestKeys({ termsOf, gains }: FoundKeys, most: number): number[] {
  if (termsOf.size <= most) return [...termsOf.keys()]
  const inOrder = [...termsOf.keys()].toSorted((one, other) => one - other)
  const own = inOrder.map((key) => (termsOf.get(key) ?? []).reduce((sum, term) => sum + (gains[term] ?? 0), 0))
  const worth = inOrder.map((key, index) => {
    let sum = own[index] ?? 0
    for (let step = -reach; step <= reach; step += 1) {
      const beside = inOrder[index + step]
      if (step === 0 || beside === undefined || Math.abs(beside - key) > nearSeconds) continue
      sum += 0.5 * (own[index + step] ?? 0)
    }
    return { key, sum }
  })
  return worth
    .toSorted((one, other) => other.sum - one.sum || other.key - one.key)
    .slice(0, most)
    .map(({ key }) => key)
}
