import type { ConversationId, Timestamp } from '#shared/model/ids.ts'
import { oneLine } from '#shared/one-line.ts'
import type { Comparable, DuplicateRepository, Said } from './duplicate-repository.ts'

export type DuplicatePair = { readonly keeps: ConversationId; readonly goes: ConversationId }

/** How a conversation begins, and when its first words with a time were said. */
type Opening = Comparable & { readonly beginning: string | null; readonly saidAt: Timestamp | null }

/** The same conversation from two exports says the same day, whatever zone each of them was written in. */
const sameTime = 36 * 60 * 60 * 1_000
/** A greeting and a word back happen again and again. */
const fewestSaid = 4
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
  /** Those that still are duplicates. */
  readonly standing: (pairs: readonly DuplicatePair[]) => DuplicatePair[]
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
    standing(pairs) {
      const known = new Map(repository.conversations().map((conversation) => [conversation.id, conversation]))
      return pairs.filter(({ keeps, goes }) => {
        const [kept, gone] = [known.get(keeps), known.get(goes)]
        return kept !== undefined && gone !== undefined && isWithin(openingOf(gone), openingOf(kept), contentOf)
      })
    },
  }
}

/** Who is kept before whom: what was said here, what is whole, what the person marked, what came first. */
function byWorth(one: Opening, other: Opening): number {
  return (
    Number(one.isImported) - Number(other.isImported) ||
    other.messageCount - one.messageCount ||
    Number(other.isMarked) - Number(one.isMarked) ||
    one.id - other.id
  )
}

function beginningOf(said: readonly Said[]): string | null {
  const asked = said.find(({ role, text }) => role === 'user' && text !== '')
  const answered = said.find(({ role, text }) => role === 'assistant' && text !== '')
  return asked && answered ? `${wordsOf(asked)}\n${wordsOf(answered)}` : null
}

function wordsOf({ role, text }: Said): string {
  return `${role}: ${oneLine(text.normalize())}`
}

function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}
