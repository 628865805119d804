import type { Phrase } from './query.ts'
import type { TextRange } from './snippet.ts'

/** A length over which the same words count for less, in UTF-16 units: about a long message. */
const ordinaryLength = 200

/**
 * How well a text answers, the higher the better: found often, in few words, and, where several things were asked for,
 * close to one another.
 */
export function scoreOf(text: string, ranges: readonly TextRange[], phrases: readonly Phrase[]): number {
  const often = ranges.length / (ranges.length + 1.2)
  const brevity = 1 / (1 + Math.log1p(text.length / ordinaryLength))
  if (phrases.length < 2) return often * brevity
  const nearest = ranges.slice(1).reduce((least, [start], index) => {
    const gap = start - (ranges[index]?.[1] ?? 0)
    return Math.min(least, Math.max(0, gap))
  }, ordinaryLength)
  return often * brevity + 1 / (1 + nearest / 4)
}
