import type { ConversationId, Timestamp } from '#shared/model/ids.ts'
import type { Comparable, DuplicateRepository, Said } from './duplicate-repository.ts'
import { byWorth, fewestSaid, sameTime, turn, wordsOf } from './told.ts'

export type DuplicatePair = { readonly keeps: ConversationId; readonly goes: ConversationId }

/** How a conversation begins, and when its first words with a time were said. */
type Opening = Comparable & { readonly beginning: string | null; readonly saidAt: Timestamp | null }

/** Conversations of one beginning that are compared with each other. */
const mostCompared = 50
/** Conversations looked at before others get their turn. */
const lookedAtOnce = 100

/**
 * Finds conversations that came twice: another one begins the same way at the same time and holds every word and every
 * file of it. Only what was imported ever goes, never what was said here.
 */
export function createDuplicates(repository: DuplicateRepository): {
  readonly find: () => Promise<DuplicatePair[]>
  /** Whether the one still is in the other, every word of it. */
  readonly stands: (pair: DuplicatePair) => boolean
  /** Whether the one may still go at all, and the other stay. */
  readonly mayGo: (pair: DuplicatePair) => boolean
} {
  const contentOf = (id: ConversationId): ReadonlySet<string> =>
    new Set([
      ...repository.allSaid(id).flatMap((said) => (said.text === '' ? [] : [wordsOf(said)])),
      ...repository.assets(id).map((assetId) => `#${assetId}`),
    ])

  function openingOf(conversation: Comparable): Opening {
    const said = repository.firstSaid(conversation.id)
    const saidAt = said.find(({ createdAt }) => createdAt !== null)?.createdAt ?? null
    return { ...conversation, beginning: beginningOf(said), saidAt }
  }

  function isWithin(goes: Opening, keeps: Opening, contents: (id: ConversationId) => ReadonlySet<string>): boolean {
    if (!goes.isImported || goes.id === keeps.id) return false
    const apart = Math.abs((goes.saidAt ?? keeps.saidAt ?? 0) - (keeps.saidAt ?? goes.saidAt ?? 0))
    if (apart > sameTime) return false
    const said = contents(goes.id)
    if (said.size < fewestSaid) return false
    const held = contents(keeps.id)
    return [...said].every((one) => held.has(one))
  }

  function pairsOf(group: readonly Opening[]): DuplicatePair[] {
    const known = new Map<ConversationId, ReadonlySet<string>>()
    const contents = (id: ConversationId) => {
      const content = known.get(id) ?? contentOf(id)
      known.set(id, content)
      return content
    }
    const pairs: DuplicatePair[] = []
    const kept: Opening[] = []
    for (const goes of group.slice(0, mostCompared)) {
      const keeps = kept.find((other) => isWithin(goes, other, contents))
      if (keeps) pairs.push({ keeps: keeps.id, goes: goes.id })
      else kept.push(goes)
    }
    return pairs
  }

  return {
    async find() {
      const groups = new Map<string, Opening[]>()
      for (const [number, conversation] of repository.conversations().entries()) {
        if (number % lookedAtOnce === lookedAtOnce - 1) await turn()
        const opening = openingOf(conversation)
        if (opening.beginning === null) continue
        const group = groups.get(opening.beginning)
        if (group) group.push(opening)
        else groups.set(opening.beginning, [opening])
      }
      const pairs: DuplicatePair[] = []
      for (const group of groups.values()) {
        if (group.length < 2) continue
        pairs.push(...pairsOf(group.toSorted(byWorth)))
        await turn()
      }
      return pairs
    },
    mayGo({ keeps, goes }) {
      const known = repository.conversations([keeps, goes])
      return known.some(({ id }) => id === keeps) && known.some(({ id, isImported }) => id === goes && isImported)
    },
    stands({ keeps, goes }) {
      const known = repository.conversations([keeps, goes])
      const [kept, gone] = [known.find(({ id }) => id === keeps), known.find(({ id }) => id === goes)]
      return kept !== undefined && gone !== undefined && isWithin(openingOf(gone), openingOf(kept), contentOf)
    },
  }
}

function beginningOf(said: readonly Said[]): string | null {
  const asked = said.find(({ role, text }) => role === 'user' && text !== '')
  const answered = said.find(({ role, text }) => role === 'assistant' && text !== '')
  return asked && answered ? `${wordsOf(asked)}\n${wordsOf(answered)}` : null
}
