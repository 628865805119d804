import { patternOf } from '#shared/spellings.ts'
import type { Phrase } from './query.ts'
import { findPhrases } from './snippet.ts'

/** Ways to write one thing: cases, widths, scripts, and the words that a beginning may go on to. */
export const mostSpellings = 100

/**
 * Looks whether a phrase really stands in a text that the index named. Taking a text apart into tokens is what costs; the
 * spellings that were met before are found without.
 */
export function createLook(phrase: Phrase): { holds: (text: string) => boolean; spellings: () => string[] } {
  const spellings = new Set<string>()
  let pattern: RegExp | null = null
  return {
    spellings: () => [...spellings],
    holds: (text) => {
      if (pattern !== null && text.search(pattern) !== -1) return true
      const ranges = findPhrases(text, [phrase])
      if (ranges === null) return false
      if (spellings.size < mostSpellings) {
        for (const [start, end] of ranges) spellings.add(text.slice(start, end))
        pattern = patternOf([...spellings])
      }
      return true
    },
  }
}

/**
 * The same for several phrases at once, where only whether all of them stand in a text is asked. A beginning goes on to
 * so many words, and a sound is written in so many, that a pattern of them would cost more than taking the text apart.
 */
export function createHolds(phrases: readonly Phrase[]): (text: string) => boolean {
  const isLoose = ({ open, sounds }: Phrase) => open || sounds !== undefined
  const loose = phrases.filter(isLoose)
  const looks = phrases.filter((phrase) => !isLoose(phrase)).map(createLook)
  return (text) => looks.every(({ holds }) => holds(text)) && (loose.length === 0 || findPhrases(text, loose) !== null)
}
