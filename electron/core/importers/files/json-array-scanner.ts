import { isUtf8 } from 'node:buffer'
import { dropPrototypeKeys } from './prototype-keys.ts'

/** One value cut out of a large JSON text; `key` names the member that held it. */
export type ScannedItem = {
  readonly key: string | null
  /** The outermost member that was descended through to reach it; null for everything else. */
  readonly within: string | null
  /** Whether it is one of a list that was descended into, not a member. */
  readonly listed: boolean
  readonly value: unknown
  /** Source bytes of this value. */
  readonly bytes: number
}

export type ScanProblemCode =
  | 'malformed'
  | 'too-deep'
  | 'too-large'
  | 'not-utf8'
  | 'truncated'
  | 'not-json'
  | 'trailing-data'

/** Something that could not be read; scanning goes on where it can. `index` counts values from 0. */
export type ScanProblem = { readonly code: ScanProblemCode; readonly key: string | null; readonly index: number }

export type ScanResult = { readonly item: ScannedItem } | { readonly problem: ScanProblem }

export type ScanOptions = {
  /** Members of an outermost object whose array is itself cut into items. */
  readonly descend?: readonly string[]
  /**
   * Members of an outermost object that are objects themselves, whose own lists are cut into items. Of a list without
   * any, an empty list is told.
   */
  readonly descendThrough?: readonly string[]
  /** Deepest nesting of a value that is still read. */
  readonly maxDepth?: number
  /** Longest value in bytes that is still read; a longer one is passed over without being held. */
  readonly maxItemBytes?: number
}

const quote = 0x22
const comma = 0x2c
const colon = 0x3a
const openBracket = 0x5b
const backslash = 0x5c
const closeBracket = 0x5d
const openBrace = 0x7b
const closeBrace = 0x7d

/** Outside a string only these bytes matter; a table turns the test into one load. */
const structural = new Uint8Array(256)
for (const byte of [quote, openBracket, closeBracket, openBrace, closeBrace]) structural[byte] = 1

/** A value that is neither string, array nor object ends at one of these. */
const endsScalar = new Uint8Array(256)
for (const byte of [0x20, 0x09, 0x0a, 0x0d, comma, closeBracket, closeBrace, colon, quote, openBracket, openBrace]) {
  endsScalar[byte] = 1
}

const isSpace = (byte: number): boolean => byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09

type Expect = 'start' | 'first-or-end' | 'value' | 'key' | 'colon' | 'separator' | 'done'

type Level = { readonly kind: 'array' | 'object'; key: string | null }

/**
 * Cuts a JSON text into the items of its outermost array, or the members of its outermost object, without ever holding
 * more than one of them. Feed it chunks of any size; each call returns what became complete. What `JSON.parse` would
 * refuse in the whole text is reported as a problem, and everything intact is still returned.
 */
export function createJsonScanner(options: ScanOptions = {}) {
  const { descend = [], descendThrough = [], maxDepth = 64, maxItemBytes = 256 * 1024 * 1024 } = options
  const levels: Level[] = []
  let expect: Expect = 'start'
  let index = 0
  let stopped = false
  let outermost: Level['kind'] | null = null

  // The value being cut: its pieces from earlier chunks and where the scan of it stands.
  let pieces: Buffer[] = []
  let pieceBytes = 0
  let inside = false
  let isKey = false
  let kind: 'nested' | 'string' | 'scalar' = 'scalar'
  let depth = 0
  let deepest = 0
  let inString = false
  let escaped = false
  let oversize = false

  const currentKey = (): string | null => levels.findLast((level) => level.kind === 'object')?.key ?? null

  const item = (value: unknown, listed: boolean, bytes: number): ScanResult => {
    const within = levels[1]?.kind === 'object' ? (levels[0]?.key ?? null) : null
    return { item: { key: currentKey(), within, listed, value, bytes } }
  }

  const problem = (code: ScanProblemCode): ScanResult => ({ problem: { code, key: currentKey(), index } })

  function giveUp(code: ScanProblemCode, results: ScanResult[]): void {
    if (!stopped) results.push(problem(code))
    stopped = true
  }

  function begin(byte: number, asKey: boolean): void {
    inside = true
    isKey = asKey
    pieces = []
    pieceBytes = 0
    depth = 0
    deepest = levels.length
    inString = byte === quote
    escaped = false
    oversize = false
    kind = byte === openBrace || byte === openBracket ? 'nested' : byte === quote ? 'string' : 'scalar'
  }

  function keep(chunk: Buffer, start: number, end: number): void {
    pieceBytes += end - start
    if (pieceBytes > maxItemBytes) {
      oversize = true
      pieces = []
    }
    if (!oversize) pieces.push(chunk.subarray(start, end))
  }

  /** Parses the value that ends with `tail`, and moves on to what may follow it. */
  function finish(tail: Buffer, results: ScanResult[]): void {
    inside = false
    const bytes = pieceBytes + tail.length
    const asKey = isKey
    expect = asKey ? 'colon' : 'separator'
    if (oversize || bytes > maxItemBytes) results.push(problem('too-large'))
    else if (deepest > maxDepth) results.push(problem('too-deep'))
    else {
      const whole = pieces.length === 0 ? tail : Buffer.concat([...pieces, tail], bytes)
      pieces = []
      const parsed = parse(whole)
      if (!parsed.ok) results.push(problem('malformed'))
      else if (asKey) {
        const level = levels.at(-1)
        if (level) level.key = typeof parsed.value === 'string' ? parsed.value : null
      } else {
        if (!isUtf8(whole)) results.push(problem('not-utf8'))
        results.push(item(parsed.value, levels.at(-1)?.kind === 'array', bytes))
      }
    }
    pieces = []
    if (!asKey) index += 1
  }

  /** Runs through a value that has begun; returns where it ended, or the chunk's length when it goes on. */
  function runThrough(chunk: Buffer, from: number): { end: number; done: boolean } {
    const length = chunk.length
    let at = from
    if (kind === 'scalar') {
      while (at < length && endsScalar[chunk[at] as number] === 0) at += 1
      return { end: at, done: at < length }
    }
    while (at < length) {
      if (inString) {
        if (escaped) {
          escaped = false
          at += 1
          continue
        }
        let byte = 0
        while (at < length && (byte = chunk[at] as number) !== quote && byte !== backslash) at += 1
        if (at === length) break
        at += 1
        if (byte === backslash) {
          escaped = true
          continue
        }
        inString = false
        if (depth === 0) return { end: at, done: true }
        continue
      }
      while (at < length && structural[chunk[at] as number] === 0) at += 1
      if (at === length) break
      const byte = chunk[at] as number
      at += 1
      if (byte === quote) inString = true
      else if (byte === openBrace || byte === openBracket) {
        depth += 1
        if (depth + levels.length > deepest) deepest = depth + levels.length
      } else {
        depth -= 1
        if (depth === 0) return { end: at, done: true }
      }
    }
    return { end: length, done: false }
  }

  function open(byte: number): void {
    const kindOfLevel = byte === openBracket ? 'array' : 'object'
    outermost ??= kindOfLevel
    levels.push({ kind: kindOfLevel, key: null })
    expect = 'first-or-end'
  }

  function close(byte: number, results: ScanResult[]): boolean {
    const level = levels.at(-1)
    const fits = level && (byte === closeBracket ? level.kind === 'array' : level.kind === 'object')
    if (!fits || (expect !== 'separator' && expect !== 'first-or-end')) {
      giveUp('malformed', results)
      return false
    }
    if (expect === 'first-or-end' && levels.length === 3) {
      results.push(item([], false, 2))
    }
    levels.pop()
    expect = levels.length === 0 ? 'done' : 'separator'
    return true
  }

  /** Whether what begins at this byte is no value, but holds values. */
  function isDescended(byte: number, level: Level): boolean {
    if (level.kind !== 'object') return false
    const key = level.key ?? ''
    if (levels.length === 1)
      return byte === openBracket ? descend.includes(key) : byte === openBrace && descendThrough.includes(key)
    return levels.length === 2 && byte === openBracket
  }

  /** Takes one byte between values. Returns 'value' where a value or key begins at it. */
  function between(byte: number, results: ScanResult[]): 'value' | 'taken' {
    const level = levels.at(-1)
    if (expect === 'done') giveUp('trailing-data', results)
    else if (!level) {
      if (byte === openBracket || byte === openBrace) open(byte)
      else giveUp('not-json', results)
    } else if (byte === closeBracket || byte === closeBrace) close(byte, results)
    else if (expect === 'separator') {
      if (byte === comma) expect = level.kind === 'array' ? 'value' : 'key'
      else giveUp('malformed', results)
    } else if (expect === 'colon') {
      if (byte === colon) expect = 'value'
      else giveUp('malformed', results)
    } else if (expect === 'key' || (expect === 'first-or-end' && level.kind === 'object')) {
      if (byte === quote) return 'value'
      giveUp('malformed', results)
    } else if (byte === comma || byte === colon) giveUp('malformed', results)
    else if (isDescended(byte, level)) open(byte)
    else return 'value'
    return 'taken'
  }

  return {
    /** Takes the next bytes, which must not change afterwards: a value may reach across many chunks. */
    push(input: Uint8Array): ScanResult[] {
      const results: ScanResult[] = []
      const chunk = Buffer.from(input.buffer, input.byteOffset, input.byteLength)
      let at = 0
      while (at < chunk.length && !stopped) {
        if (inside) {
          const start = at
          const run = runThrough(chunk, at)
          at = run.end
          if (run.done) finish(chunk.subarray(start, at), results)
          else keep(chunk, start, at)
          continue
        }
        const byte = chunk[at] as number
        if (isSpace(byte)) {
          at += 1
          continue
        }
        if (between(byte, results) === 'taken') {
          at += 1
          continue
        }
        const asKey = levels.at(-1)?.kind === 'object' && expect !== 'value'
        begin(byte, asKey)
        if (kind === 'string') {
          keep(chunk, at, at + 1)
          at += 1
        }
      }
      return results
    },

    /** Says that the text has ended; what is cut off in the middle is reported. */
    end(): ScanResult[] {
      if (stopped || expect === 'done') return []
      stopped = true
      return [problem(outermost === null ? 'not-json' : 'truncated')]
    },

    /** True once nothing more can be read from this text. */
    get stopped(): boolean {
      return stopped
    },

    /** What the text is at its outermost, once known. */
    get shape(): 'array' | 'object' | null {
      return outermost
    },
  }
}

function parse(bytes: Buffer): { ok: true; value: unknown } | { ok: false } {
  try {
    return { ok: true, value: dropPrototypeKeys(JSON.parse(bytes.toString('utf8'))) }
  } catch {
    return { ok: false }
  }
}
