import type { MessageId, Timestamp } from '#shared/model/ids.ts'
import { inOrder, type Pair } from './same-order.ts'

/** A message as far as it tells whether two conversations are the same one, parents before their children. */
export type Told = {
  readonly id: MessageId
  readonly parentId: MessageId | null
  /** Who said what, with which files; null where nothing is said that anybody would miss. */
  readonly key: string | null
  readonly onThread: boolean
  readonly createdAt: Timestamp | null
}

/** Where something is in the conversation that stays: a message of its own, or the copy of one that is put in. */
export type Twin = { readonly kept: MessageId } | { readonly copyOf: MessageId }

/** What of a conversation is in another one, and how the rest finds its place there. */
export type Overlap = {
  /** The messages of both, by those of the one that goes. */
  readonly twins: ReadonlyMap<MessageId, MessageId>
  /** What only the one that goes says, parents before their children; `under` null for another beginning. */
  readonly copies: readonly { readonly id: MessageId; readonly under: Twin | null; readonly isVersion: boolean }[]
  /** Messages that come to stand behind a copy, which was said before them. */
  readonly moves: readonly { readonly id: MessageId; readonly under: MessageId }[]
  /** The most messages in a row that are the same. */
  readonly longestRun: number
  /** How far apart in time the same messages are, in the middle; null where a side knows no times. */
  readonly apart: number | null
}

/**
 * Lays one conversation beside another. Where only one of them says something, it is said there; where both say something
 * else, both are kept as versions, each until they meet again.
 */
export function overlapOf(kept: readonly Told[], gone: readonly Told[]): Overlap {
  const keptThread = kept.filter(({ onThread, key }) => onThread && key !== null)
  const goneThread = gone.filter(({ onThread, key }) => onThread && key !== null)
  const pairs = inOrder(keptThread, goneThread)
  const twins = new Map<MessageId, Twin | null>()
  const places = new Map<MessageId, Twin | null>()
  const moves: { id: MessageId; under: MessageId }[] = []
  const versions = new Map(kept.toReversed().map(({ id, parentId, key }) => [`${parentId} ${key}`, id]))

  const siblings = Map.groupBy(kept, ({ parentId }) => parentId)
  let next: Pair = { kept: 0, gone: 0 }
  for (const pair of [...pairs, null]) {
    const to = pair ?? { kept: keptThread.length, gone: goneThread.length }
    const only = goneThread.slice(next.gone, to.gone)
    const last = only.at(-1)
    const follows = keptThread[to.kept]
    if (last && to.kept === next.kept && pairs.length > 0) {
      const from = follows ? follows.parentId : (kept.findLast(({ onThread }) => onThread)?.id ?? null)
      let above: Twin | null = from === null ? null : { kept: from }
      let met: MessageId | null = null
      for (const { id, key } of only) {
        // A version that is not shown may be it; the one behind it is said again.
        const same = versions.get(`${nameOf(above)} ${key}`)
        if (same !== undefined && same !== follows?.id) {
          met ??= same
          above = { kept: same }
          twins.set(id, above)
        } else {
          places.set(id, above)
          above = { copyOf: id }
        }
      }
      if (follows && above && 'copyOf' in above) {
        // All its versions answer the same.
        for (const { id, key } of siblings.get(follows.parentId)?.toReversed() ?? []) {
          if (id === met) continue
          moves.push({ id, under: last.id })
          versions.set(`${nameOf(above)} ${key}`, id)
        }
      }
    }
    const [keptMessage, goneMessage] = [keptThread[to.kept], goneThread[to.gone]]
    if (pair && keptMessage && goneMessage) twins.set(goneMessage.id, { kept: keptMessage.id })
    next = { kept: to.kept + 1, gone: to.gone + 1 }
  }

  const copies: { id: MessageId; under: Twin | null; isVersion: boolean }[] = []
  for (const { id, parentId, key } of gone) {
    if (twins.has(id)) continue
    const above = parentId === null ? null : (twins.get(parentId) ?? null)
    const place = places.get(id)
    const same = place === undefined ? versions.get(`${nameOf(above)} ${key}`) : undefined
    // What says nothing is not missed, and what hangs on it hangs on what it hung on.
    if (key === null) twins.set(id, above)
    else if (same !== undefined) twins.set(id, { kept: same })
    else {
      twins.set(id, { copyOf: id })
      copies.push({ id, under: place === undefined ? above : place, isVersion: place === undefined })
    }
  }
  const said = new Set(gone.flatMap(({ id, key }) => (key === null ? [] : [id])))
  return {
    twins: new Map(
      [...twins].flatMap(([id, twin]) => (twin && 'kept' in twin && said.has(id) ? [[id, twin.kept]] : [])),
    ),
    copies,
    moves,
    longestRun: longestRun(pairs),
    apart: middleOf(
      pairs.flatMap((pair) => {
        const [one, other] = [keptThread[pair.kept]?.createdAt ?? null, goneThread[pair.gone]?.createdAt ?? null]
        return one === null || other === null ? [] : [Math.abs(one - other)]
      }),
    ),
  }
}

function nameOf(twin: Twin | null): string {
  if (twin === null) return 'null'
  return 'kept' in twin ? `${twin.kept}` : `copy of ${twin.copyOf}`
}

function longestRun(pairs: readonly Pair[]): number {
  let longest = 0
  let run = 0
  for (const [at, pair] of pairs.entries()) {
    const last = pairs[at - 1]
    run = last && pair.kept === last.kept + 1 && pair.gone === last.gone + 1 ? run + 1 : 1
    longest = Math.max(longest, run)
  }
  return longest
}

function middleOf(numbers: readonly number[]): number | null {
  return numbers.toSorted((one, other) => one - other)[numbers.length >> 1] ?? null
}
