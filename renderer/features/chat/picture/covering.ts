/** Stands where a name or a word was. */
export const coverMark = '○○'

/** One text that must not be seen, and what stands in its place. */
export type Cover = { readonly word: string; readonly instead: string }

const escape = (text: string) => text.replace(/[.*+?^${}()|[\]\\/-]/g, String.raw`\$&`)
/** Scripts that put spaces between words: a name there is only a name where it stands alone. */
const spaced = String.raw`[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{N}]`
const isSpaced = new RegExp(spaced, 'u')

/** Covers words wherever they are said, so that a covered name does not look out of somebody's sentence. */
export function coverWords(text: string, covers: readonly Cover[]): string {
  const wanted = covers
    .map(({ word, instead }) => ({ word: word.trim(), instead }))
    .filter(({ word }) => word !== '')
    // The longest first: 小满满 is not 小满 and a rest.
    .toSorted((one, other) => other.word.length - one.word.length)
  if (wanted.length === 0) return text
  const patterns = wanted.map(({ word }) => {
    const before = isSpaced.test(word.charAt(0)) ? `(?<!${spaced})` : ''
    const after = isSpaced.test(word.slice(-1)) ? `(?!${spaced})` : ''
    return before + escape(word) + after
  })
  const insteadOf = new Map(wanted.map(({ word, instead }) => [word.toLowerCase(), instead]))
  return text.replace(new RegExp(patterns.join('|'), 'giu'), (found) => insteadOf.get(found.toLowerCase()) ?? coverMark)
}

/** The words of a list typed with commas of either script. */
export function listedWords(text: string): string[] {
  return text
    .split(/[,，、;；\n]/)
    .map((word) => word.trim())
    .filter((word) => word !== '')
}
