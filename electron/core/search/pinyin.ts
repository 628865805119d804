import { polyphonic } from 'pinyin-pro'
import type { Phrase, Sounds } from './query.ts'
import { simplify } from './simplify.ts'

/** The characters of one syllable: simplified as the index has them, and in either script as texts have them. */
type Syllable = { readonly indexed: ReadonlySet<string>; readonly written: string }

/** Ways to part letters into syllables, those of few syllables first: `xian` is one, or two. */
const mostWays = 2
const longestSyllable = 6
/** Letters of one question that may be sounds: each syllable is a hundred characters to look for. */
const mostLetters = 30

let table: ReadonlyMap<string, Syllable> | undefined

/** The same phrases, which are then found in characters that sound like their letters too. */
export function withSounds(phrases: readonly Phrase[]): Phrase[] {
  table ??= readings()
  const known = table
  let letters = 0
  return phrases.map((phrase) => {
    const sounds = letters + phrase.words.length <= mostLetters ? soundsOf(phrase.words, known) : null
    if (sounds === null) return phrase
    letters += phrase.words.length
    return { ...phrase, sounds }
  })
}

function soundsOf(words: string, known: ReadonlyMap<string, Syllable>): Sounds | null {
  const spelled = words.normalize('NFD').replaceAll('u\u0308', 'v').replaceAll(/\p{M}/gu, '')
  if (!/^[a-z]+(?:[' -][a-z]+)*$/.test(spelled)) return null
  let ways: Syllable[][] = [[]]
  for (const part of spelled.split(/[' -]/)) {
    const next = waysOf(part, known)
    ways = ways.flatMap((way) => next.map((more) => [...way, ...more])).slice(0, mostWays)
  }
  if (ways.length === 0) return null
  const written = ways.map((way) => way.map((syllable) => `[${syllable.written}]`).join(''))
  return {
    ways: ways.map((way) => [...new Set(way)].map(({ indexed }) => [...indexed])),
    // Without `u`, which makes large classes slow: all of them are single units.
    pattern: new RegExp(written.join('|'), 'g'),
  }
}

/** From the shortest rest to the whole, so that no part is read twice. */
function waysOf(letters: string, known: ReadonlyMap<string, Syllable>): Syllable[][] {
  const from: Syllable[][][] = []
  from[letters.length] = [[]]
  for (let start = letters.length - 1; start >= 0; start -= 1) {
    const ways: Syllable[][] = []
    for (let end = start + 1; end <= Math.min(letters.length, start + longestSyllable); end += 1) {
      // A vowel alone within a word is written after an apostrophe; otherwise it only tears syllables apart.
      if (start > 0 && end - start === 1) continue
      const syllable = known.get(letters.slice(start, end))
      if (syllable) ways.push(...(from[end] ?? []).map((way) => [syllable, ...way]))
    }
    from[start] = ways.toSorted((one, other) => one.length - other.length).slice(0, mostWays)
  }
  return from[0] ?? []
}

/** Which characters each syllable may be: those in use, and the traditional forms of these. */
function readings(): ReadonlyMap<string, Syllable> {
  const inUse = new Set(charactersInUse())
  const characters = hanCharacters().filter((character) => inUse.has(simplify(character)))
  const sounds = polyphonic(characters.join(''), { type: 'array', toneType: 'none', v: true })
  const syllables = new Map<string, { indexed: Set<string>; written: string }>()
  for (const [index, character] of characters.entries()) {
    for (const sound of new Set(sounds[index])) {
      if (!/^[a-z]*[aeiouv][a-z]*$/.test(sound)) continue
      const syllable = syllables.get(sound) ?? { indexed: new Set<string>(), written: '' }
      syllable.indexed.add(simplify(character))
      syllable.written += character
      syllables.set(sound, syllable)
    }
  }
  return syllables
}

function hanCharacters(): string[] {
  return Array.from({ length: 0xa000 - 0x4e00 }, (_, index) => String.fromCodePoint(0x4e00 + index))
}

/** The 6,763 of GB/T 2312, in which nearly all that anybody types is written; others only make every search slower. */
function charactersInUse(): string {
  const decoder = new TextDecoder('gbk')
  let characters = ''
  for (let row = 0xb0; row <= 0xf7; row += 1) {
    const bytes = Uint8Array.from({ length: 2 * 94 }, (_, at) => (at % 2 === 0 ? row : 0xa1 + (at >> 1)))
    characters += decoder.decode(bytes)
  }
  return characters
}
