const letter = '[\\p{Script=Latin}\\p{Script=Cyrillic}\\p{Script=Greek}\\p{N}]'
const beginsWord = new RegExp(`^${letter}`, 'u')
const endsWord = new RegExp(`${letter}$`, 'u')
const marksOfMarkdown = /\*{1,3}|~~|`{1,3}|_{1,2}/gu

/**
 * Where the index found words, they stand in the very spelling it told; a pattern for all of them, whole words in
 * scripts that have such. Marks that Markdown has turned into looks may be missing. Null for none.
 */
export function patternOf(spellings: readonly string[]): RegExp | null {
  const all = new Set(spellings.flatMap((spelling) => [spelling, spelling.replace(marksOfMarkdown, '')]))
  all.delete('')
  if (all.size === 0) return null
  const longestFirst = [...all].toSorted((one, other) => other.length - one.length)
  const ways = longestFirst.map((spelling) => {
    const words = spelling
      .trim()
      .split(/\s+/u)
      .map((word) => word.replace(/[$()*+.?[\\\]^{|}]/g, '\\$&'))
      .join('\\s+')
    const before = beginsWord.test(spelling) ? `(?<!${letter})` : ''
    const after = endsWord.test(spelling) ? `(?!${letter})` : ''
    return `${before}${words}${after}`
  })
  return new RegExp(ways.join('|'), 'gu')
}

/** Every place of a pattern in a text, as [start, end). */
export function placesOf(text: string, pattern: RegExp): (readonly [number, number])[] {
  return [...text.matchAll(pattern)].map(({ 0: found, index }) => [index, index + found.length] as const)
}
