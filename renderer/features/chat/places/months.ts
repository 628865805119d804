import type { ThreadMonth } from '#shared/model/reading.ts'

/** The months of a thread and how deep it goes. Places are shares of its messages, 0 at the first and 1 at the last. */
export type Span = { readonly months: readonly ThreadMonth[]; readonly lastDepth: number }

/** Nearer to each other than this, two years cannot both be written. */
const nearestYears = 0.045

/** Where a depth stands along the whole thread. */
export function shareOf({ lastDepth }: Span, depth: number): number {
  return lastDepth <= 0 ? 1 : Math.min(1, Math.max(0, depth / lastDepth))
}

/** The depth at a share of the thread. */
export function depthAt({ lastDepth }: Span, share: number): number {
  return Math.round(Math.min(1, Math.max(0, share)) * Math.max(0, lastDepth))
}

/** Which month a depth is in, as an index; the first for what was said before any time was told. */
export function monthAt({ months }: Span, depth: number): number {
  return Math.max(
    0,
    months.findLastIndex((month) => month.depth <= depth),
  )
}

/** The month so many months on the calendar away, or the nearest in which something was said on the way there. */
export function monthFrom({ months }: Span, index: number, by: -12 | -1 | 1 | 12): number {
  if (by === 1 || by === -1) return Math.min(months.length - 1, Math.max(0, index + by))
  const from = months[index]?.month
  if (from === undefined) return index
  const wanted = `${Number(from.slice(0, 4)) + by / 12}${from.slice(4)}`
  if (by > 0) {
    const found = months.findIndex(({ month }) => month >= wanted)
    return found === -1 ? months.length - 1 : found
  }
  return Math.max(
    0,
    months.findLastIndex(({ month }) => month <= wanted),
  )
}

/** The years that are written along the thread, each where it begins; what would lie on another is left out. */
export function yearMarks(span: Span): { readonly year: string; readonly share: number }[] {
  const marks: { readonly year: string; readonly share: number }[] = []
  let year: string | null = null
  for (const { month, depth } of span.months) {
    const own = month.slice(0, 4)
    if (own === year) continue
    year = own
    const share = shareOf(span, depth)
    if (share - (marks.at(-1)?.share ?? -1) >= nearestYears) marks.push({ year: own, share })
  }
  return marks
}
