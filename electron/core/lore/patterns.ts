import { RE2JS } from 're2js'

/** Whether a pattern is in a text. */
export type Pattern = {
  readonly test: (text: string) => boolean
  /** Steps that each character may take, at the most. */
  readonly steps: number
}

const longestPattern = 500
const flagBits: Readonly<Record<string, number>> = {
  i: RE2JS.CASE_INSENSITIVE,
  s: RE2JS.DOTALL,
  m: RE2JS.MULTILINE,
  // Neither changes whether something is found.
  g: 0,
  u: 0,
}

/**
 * Makes a pattern of a key such as `/rose(s)?/i`, or of a bare one, by an engine whose time grows with the text alone.
 * Null for what that engine cannot do (looking around, referring back) or does not end soon.
 */
export function patternOf(key: string, caseSensitive: boolean): Pattern | null {
  if (key.length > longestPattern) return null
  const [, source = key, letters = caseSensitive ? '' : 'i'] = /^\/(.+)\/([a-z]*)$/s.exec(key) ?? []
  let flags = 0
  for (const letter of letters) {
    const bit = flagBits[letter]
    if (bit === undefined) return null
    flags |= bit
  }
  try {
    const compiled = RE2JS.compile(source, flags)
    return { test: (text) => compiled.test(text), steps: compiled.programSize() }
  } catch {
    return null
  }
}
