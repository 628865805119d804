type Keyed = { readonly key: string | null }

/** Places in both threads at which the same is said. */
export type Pair = { readonly kept: number; readonly gone: number }

/** The same messages in the same order: from those that each side says once, on to their neighbours. */
export function inOrder(kept: readonly Keyed[], gone: readonly Keyed[]): Pair[] {
  const once = saidOnce(kept)
  const anchors = [...saidOnce(gone)]
    .flatMap(([key, at]) => {
      const there = once.get(key)
      return there === undefined ? [] : [{ kept: there, gone: at }]
    })
    .toSorted((one, other) => one.gone - other.gone)
  const pairs: Pair[] = []
  const isSame = (k: number, g: number) => kept[k]?.key === gone[g]?.key
  const chain = longestAscending(anchors)
  for (const [number, anchor] of chain.entries()) {
    const last = pairs.at(-1) ?? { kept: -1, gone: -1 }
    if (anchor.gone <= last.gone || anchor.kept <= last.kept) continue
    let back = 0
    while (
      anchor.kept - back - 1 > last.kept &&
      anchor.gone - back - 1 > last.gone &&
      isSame(anchor.kept - back - 1, anchor.gone - back - 1)
    )
      back += 1
    for (let step = back; step >= 0; step -= 1) pairs.push({ kept: anchor.kept - step, gone: anchor.gone - step })
    const end = chain[number + 1] ?? { kept: kept.length, gone: gone.length }
    for (let k = anchor.kept + 1, g = anchor.gone + 1; k < end.kept && g < end.gone && isSame(k, g); k += 1, g += 1)
      pairs.push({ kept: k, gone: g })
  }
  return pairs
}

/** Where in a thread each thing is that is said there once. */
function saidOnce(thread: readonly Keyed[]): Map<string, number> {
  const times = new Map<string, number>()
  for (const { key } of thread) if (key !== null) times.set(key, (times.get(key) ?? 0) + 1)
  return new Map(thread.flatMap(({ key }, at) => (key !== null && times.get(key) === 1 ? [[key, at]] : [])))
}

/** The longest choice of pairs that ascends on the kept side as well. */
function longestAscending(pairs: readonly Pair[]): Pair[] {
  const ends: number[] = []
  const before: (number | null)[] = []
  for (const [at, pair] of pairs.entries()) {
    let [low, high] = [0, ends.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((pairs[ends[middle] ?? 0]?.kept ?? 0) < pair.kept) low = middle + 1
      else high = middle
    }
    before.push(low === 0 ? null : (ends[low - 1] ?? null))
    ends[low] = at
  }
  const chain: Pair[] = []
  for (let at: number | null = ends.at(-1) ?? null; at !== null; at = before[at] ?? null) {
    const pair = pairs[at]
    if (pair) chain.push(pair)
  }
  return chain.toReversed()
}
