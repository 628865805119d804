import { hash } from 'node:crypto'
import type { ConversationId, MessageId } from '#shared/model/ids.ts'
import type { Comparable, DuplicateRepository, SaidThere } from './duplicate-repository.ts'
import type { DuplicatePair } from './duplicates.ts'
import { overlapOf, type Overlap } from './overlap.ts'
import { byWorth, fewestSaid, sameTime, toldOf, turn, wordsOf } from './told.ts'

/** Words that are in more conversations than this are a habit, not a sign. */
const mostSharing = 20
/** Longer words that two conversations share before they are laid beside each other. */
const fewestShared = 2
/** Pairs that are laid beside each other, those first that share most. */
const mostCompared = 500

/**
 * Finds conversations that are in part the same one, as when it was exported twice at different times or by two tools:
 * several messages in a row, of the same companion, at about the same time.
 */
export function createOverlaps(repository: DuplicateRepository): {
  /** `apart` are left out: those that go anyway. */
  readonly find: (apart: ReadonlySet<ConversationId>) => Promise<(DuplicatePair & { readonly overlap: Overlap })[]>
  /** How one is in the other as things are now; null where they have nothing to do with each other. */
  readonly of: (pair: DuplicatePair) => Overlap | null
  /** The same where every word of it is in the other, be it in another order: nothing is added, all has its like. */
  readonly within: (pair: DuplicatePair) => Overlap
} {
  function beside(kept: readonly SaidThere[], gone: readonly SaidThere[]): Overlap {
    return overlapOf(
      kept.map((said) => toldOf(said, false)),
      gone.map((said) => toldOf(said, true)),
    )
  }

  function of({ keeps, goes }: DuplicatePair): Overlap | null {
    const overlap = beside(repository.tree(keeps), repository.tree(goes))
    return overlap.longestRun >= fewestSaid && (overlap.apart ?? 0) <= sameTime ? overlap : null
  }

  function within({ keeps, goes }: DuplicatePair): Overlap {
    const [kept, gone] = [repository.tree(keeps), repository.tree(goes)]
    const overlap = beside(kept, gone)
    const present = kept.filter(({ deleted }) => !deleted)
    const [ids, likes] = [new Set(present.map(({ id }) => id)), new Map<string, MessageId>()]
    for (const said of present) for (const sign of signsOf(said)) if (!likes.has(sign)) likes.set(sign, said.id)
    const twins = new Map(overlap.twins)
    for (const said of gone) {
      const twin = twins.get(said.id)
      if (said.deleted || (twin !== undefined && ids.has(twin))) continue
      const like = signsOf(said).flatMap((sign) => likes.get(sign) ?? [])[0]
      if (like !== undefined) twins.set(said.id, like)
    }
    return { ...overlap, twins, copies: [], moves: [] }
  }

  /** The conversations that share longer words, by those words. */
  async function sharing(conversations: readonly Comparable[]): Promise<Iterable<readonly Comparable[]>> {
    const holders = new Map<number, Comparable[]>()
    for (const conversation of conversations) {
      for (const page of repository.atLength(conversation.id)) {
        for (const said of page) {
          const sign = hash('sha1', wordsOf(said), 'buffer').readUIntBE(0, 6)
          const known = holders.get(sign)
          if (!known) holders.set(sign, [conversation])
          else if (known.at(-1) !== conversation) known.push(conversation)
        }
        await turn()
      }
    }
    return holders.values()
  }

  function pairOf(one: Comparable, other: Comparable): DuplicatePair | null {
    const isOfTwo = one.companionId !== null && other.companionId !== null && one.companionId !== other.companionId
    const [keeps, goes] = [one, other].toSorted(byWorth)
    return isOfTwo || !keeps || !goes?.isImported ? null : { keeps: keeps.id, goes: goes.id }
  }

  return {
    async find(apart) {
      const conversations = repository.conversations().filter(({ id }) => !apart.has(id))
      const shared = new Map<string, { readonly pair: DuplicatePair; times: number }>()
      for (const holders of await sharing(conversations)) {
        if (holders.length > mostSharing) continue
        for (const [at, one] of holders.entries()) {
          for (const other of holders.slice(at + 1)) {
            const name = `${one.id} ${other.id}`
            const known = shared.get(name)
            const pair = known ? null : pairOf(one, other)
            if (known) known.times += 1
            else if (pair) shared.set(name, { pair, times: 1 })
          }
        }
      }
      const likely = [...shared.values()]
        .filter(({ times }) => times >= fewestShared)
        .toSorted((one, other) => other.times - one.times)
      const [kept, gone] = [new Set<ConversationId>(), new Set<ConversationId>()]
      const found: (DuplicatePair & { overlap: Overlap })[] = []
      for (const { pair } of likely.slice(0, mostCompared)) {
        // One step at a time: what was merged once can be looked at again.
        if (gone.has(pair.goes) || gone.has(pair.keeps) || kept.has(pair.goes)) continue
        const overlap = of(pair)
        await turn()
        if (!overlap) continue
        kept.add(pair.keeps)
        gone.add(pair.goes)
        found.push({ ...pair, overlap })
      }
      return found
    },
    of,
    within,
  }
}

/** By what a message is found again elsewhere, the surest first: all of it, its words, any file of it. */
function signsOf(said: SaidThere): string[] {
  const { key } = toldOf(said, false)
  return [
    ...(key === null ? [] : [key]),
    ...(said.text === '' ? [] : [wordsOf(said)]),
    ...said.assetIds.map((id) => `#${id}`),
  ]
}
