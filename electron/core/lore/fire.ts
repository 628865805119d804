import { estimateTokens } from '#shared/estimate-tokens.ts'
import type { LoreCause, LoreSettings, StoredLoreEntry } from '#shared/model/lore.ts'
import { createKeyIndex, type Found, type KeyIndex } from './key-index.ts'
import { patternOf, type Pattern } from './patterns.ts'

/** A lorebook made ready for looking: its keys in one index. */
export type ReadyBook = {
  readonly settings: LoreSettings
  readonly entries: readonly ReadyEntry[]
  readonly index: KeyIndex
  /** Patterns that cannot be matched safely, and are not. */
  readonly refused: readonly string[]
}

type ReadyKey = { readonly text: string; readonly number: number | null; readonly pattern: Pattern | null }
type ReadyEntry = StoredLoreEntry & {
  readonly ready: readonly ReadyKey[]
  readonly readySecondary: readonly ReadyKey[]
}

/** An entry that fires; where there was no room for it, it is not told. */
export type Fired = {
  readonly entry: StoredLoreEntry
  readonly cause: LoreCause
  readonly tokens: number
  readonly told: boolean
}

/** Rounds of entries finding entries. Each fires once, so this only bounds the work. */
const mostRounds = 10
/** As much of one message, and of all together, newest first. */
const longestText = 50_000
const longestTexts = 400_000
const mostPatterns = 300
/** Steps of all patterns together. What a card's author writes takes a hundredth; one who means to hold us up would take minutes. */
const mostSteps = 10_000_000

/** Reads the keys of a book once, for many looks. */
export function readyBook(
  settings: LoreSettings,
  stored: readonly StoredLoreEntry[],
  fold: (text: string) => string,
): ReadyBook {
  const index = createKeyIndex(fold)
  const refused: string[] = []
  let patterns = 0
  const entries = stored
    .filter(({ enabled, content }) => enabled && content.trim() !== '')
    .map((entry): ReadyEntry => {
      const caseSensitive = entry.caseSensitive ?? settings.caseSensitive
      const ready = (keys: readonly string[]) =>
        keys
          .filter((text) => text.trim() !== '')
          .map((text): ReadyKey => {
            if (!entry.useRegex) return { text, number: index.numberOf({ text, caseSensitive }), pattern: null }
            patterns += 1
            const pattern = patterns > mostPatterns ? null : patternOf(text, caseSensitive)
            if (!pattern) refused.push(text)
            return { text, number: null, pattern }
          })
      return { ...entry, ready: ready(entry.keys), readySecondary: ready(entry.secondaryKeys) }
    })
  return { settings, entries, index, refused }
}

/**
 * What a book has to say to these texts, newest first: found keys, constants, and what those speak of in turn, within a
 * budget of tokens. The same texts always give the same. Those that are told stand in the order of telling.
 */
export function fireLore(book: ReadyBook, texts: readonly string[], budget: number): Fired[] {
  const { settings, entries, index } = book
  const looked = newestOf(texts)
  const found = createFindings(index, looked)
  const decided = new Set<ReadyEntry>()
  const fired: Fired[] = []
  let left = budget

  for (let round = 0; round < mostRounds; round += 1) {
    const candidates = entries.flatMap((entry) => {
      if (decided.has(entry)) return []
      const cause = causeOf(entry, settings, round, found)
      return cause ? [{ entry, cause }] : []
    })
    const told: string[] = []
    for (const { entry, cause } of candidates.toSorted(byImportance)) {
      decided.add(entry)
      if (!chance(entry, looked[0] ?? '')) continue
      const tokens = estimateTokens(entry.content) + 2
      const fits = tokens <= left
      if (fits) left -= tokens
      if (fits && !entry.preventRecursion) told.push(entry.content)
      fired.push({ entry, cause, tokens, told: fits })
    }
    if (!settings.recursive || told.length === 0) break
    for (const words of told) found.hear(words.slice(0, longestText))
  }
  return fired.toSorted((one, other) => one.entry.order - other.entry.order || one.entry.id - other.entry.id)
}

function newestOf(texts: readonly string[]): string[] {
  let left = longestTexts
  return texts.map((text) => {
    const part = text.slice(0, Math.min(longestText, left))
    left -= part.length
    return part
  })
}

type Candidate = { readonly entry: ReadyEntry; readonly cause: LoreCause }

function byImportance({ entry: one }: Candidate, { entry: other }: Candidate): number {
  return (
    Number(other.constant) - Number(one.constant) ||
    other.priority - one.priority ||
    other.order - one.order ||
    one.id - other.id
  )
}

function causeOf(entry: ReadyEntry, settings: LoreSettings, round: number, found: Findings): LoreCause | null {
  const { excludeRecursion, delayUntilRecursion, selective, logic, ready, readySecondary } = entry
  if (round === 0 && delayUntilRecursion) return null
  if (entry.constant) return { kind: 'constant', key: null }
  const depth = entry.scanDepth ?? settings.scanDepth
  const asWord = entry.wholeWords ?? settings.wholeWords
  const heard = round > 0 && !excludeRecursion
  const isSpoken = (key: ReadyKey) => !delayUntilRecursion && found.isIn(key, depth, asWord)
  const isThere = (key: ReadyKey) => isSpoken(key) || (heard && found.isHeard(key, asWord))
  const key = ready.find(isThere)
  if (!key) return null
  if (selective && readySecondary.length > 0) {
    const there = readySecondary.filter(isThere).length
    if (!holds(logic, there, readySecondary.length)) return null
  }
  return { kind: isSpoken(key) ? 'key' : 'recursion', key: key.text }
}

function holds(logic: StoredLoreEntry['logic'], there: number, all: number): boolean {
  if (logic === 'any') return there > 0
  if (logic === 'all') return there === all
  return logic === 'not-any' ? there === 0 : there < all
}

type Findings = {
  /** Whether a key is in the latest so many messages. */
  readonly isIn: (key: ReadyKey, depth: number, asWord: boolean) => boolean
  readonly isHeard: (key: ReadyKey, asWord: boolean) => boolean
  /** Takes the words of an entry as something that was said. */
  readonly hear: (words: string) => void
}

function createFindings(index: KeyIndex, texts: readonly string[]): Findings {
  const size = index.size()
  // For each key, the nearest message that has it, as letters and as a word.
  const near = [new Uint16Array(size).fill(0xffff), new Uint16Array(size).fill(0xffff)] as const
  const heard = new Uint8Array(size)
  const heardTexts: string[] = []
  const patternDepths = new Map<Pattern, number>()
  /** How many of the heard texts each pattern has looked at, none of them with it; Infinity once one had it. */
  const patternsHeard = new Map<Pattern, number>()
  let steps = mostSteps

  for (const [depth, text] of texts.entries()) {
    index.find(text, (number, kind) => {
      if ((near[0][number] ?? 0) > depth) near[0][number] = depth
      if (kind === 2 && (near[1][number] ?? 0) > depth) near[1][number] = depth
    })
  }

  function isMatched(pattern: Pattern, text: string): boolean {
    steps -= text.length * pattern.steps
    return steps >= 0 && pattern.test(text)
  }

  function isPatternHeard(pattern: Pattern): boolean {
    const from = patternsHeard.get(pattern) ?? 0
    const isFound = from === Infinity || heardTexts.slice(from).some((text) => isMatched(pattern, text))
    patternsHeard.set(pattern, isFound ? Infinity : heardTexts.length)
    return isFound
  }

  function depthOf(pattern: Pattern): number {
    const known = patternDepths.get(pattern)
    if (known !== undefined) return known
    const at = texts.findIndex((text) => isMatched(pattern, text))
    const depth = at === -1 ? 0xffff : at
    patternDepths.set(pattern, depth)
    return depth
  }

  return {
    isIn({ number, pattern }, depth, asWord) {
      if (number !== null) return (near[asWord ? 1 : 0][number] ?? 0xffff) < depth
      return pattern !== null && depthOf(pattern) < depth
    },
    isHeard({ number, pattern }, asWord) {
      if (number !== null) return (heard[number] ?? 0) >= (asWord ? 2 : 1)
      return pattern !== null && isPatternHeard(pattern)
    },
    hear(words) {
      heardTexts.push(words)
      index.find(words, (number, kind: Found) => {
        heard[number] = Math.max(heard[number] ?? 0, kind)
      })
    },
  }
}

/** Chance by the words and the entry, so that what is shown beforehand is what is sent. */
function chance({ id, probability }: StoredLoreEntry, words: string): boolean {
  if (probability >= 100) return true
  let hash = 0x811c9dc5 ^ id
  for (let at = 0; at < words.length; at += 1) hash = Math.imul(hash ^ words.charCodeAt(at), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d)
  return ((hash ^ (hash >>> 13)) >>> 0) % 100 < probability
}
