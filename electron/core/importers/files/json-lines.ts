import { readHead } from './file-head.ts'
import { createJsonScanner, type ScanProblemCode } from './json-array-scanner.ts'
import type { SourceFile } from './source-files.ts'
import { decodeHead, toUtf8 } from './text-encoding.ts'
import { byteLines } from './text-lines.ts'

/** One line of JSON Lines: its value or why it has none. Lines are counted from 0; empty ones count, and are left out. */
export type JsonLine = { readonly index: number } & (
  | { readonly value: unknown }
  | { readonly problem: ScanProblemCode }
)

const open = Buffer.from('[')
const close = Buffer.from(']')
const lineFeed = 0x0a
/** What may stand between a line that ends a value and the rest of one JSON text. */
const goesOn = ',}]'

/** Streams the values of a JSON Lines file in any encoding. Throws SourceTrouble when its bytes cannot be read. */
export async function* jsonLines(file: SourceFile): AsyncGenerator<JsonLine, void, void> {
  let index = -1
  for await (const line of byteLines(file)) {
    index += 1
    if (line.some((byte) => byte > 0x20)) yield { index, ...parseJsonLine(line) }
  }
}

/** The value of one line, with the limits of every JSON text that is read here. */
export function parseJsonLine(line: Buffer): { readonly value: unknown } | { readonly problem: ScanProblemCode } {
  const scanner = createJsonScanner()
  const results = [...scanner.push(open), ...scanner.push(line), ...scanner.push(close), ...scanner.end()]
  const items = results.flatMap((result) => ('item' in result ? [result.item.value] : []))
  const problem = results.find((result) => 'problem' in result && result.problem.code !== 'not-utf8')
  if (items.length === 1 && !problem) return { value: items[0] }
  return { problem: problem && 'problem' in problem ? problem.problem.code : 'malformed' }
}

/** Whether a file holds a value on each line, and is not one JSON text. Throws SourceTrouble. */
export async function holdsJsonLines(file: SourceFile): Promise<boolean> {
  return beginsAsLines(decodeHead(await readHead(file))) ?? (await firstLineIsWhole(file))
}

/**
 * Whether a text that begins so holds a value on each line: its first line ends as a value does and something follows
 * that goes on with no JSON text. Null where the first line is longer than the beginning that is known.
 */
export function beginsAsLines(head: string): boolean | null {
  const text = head.trimStart()
  if (isTorn(text)) return true
  if (!text.startsWith('{')) return false
  const end = text.indexOf('\n')
  if (end === -1) return null
  if (!text.slice(0, end).trimEnd().endsWith('}')) return false
  const next = text.slice(end).trimStart()[0]
  return next === undefined ? null : !goesOn.includes(next)
}

/** A log that was cut goes on with a value on each line though its first line is torn. */
function isTorn(text: string): boolean {
  const [, second = '', third = ''] = text.split('\n', 3)
  const isWhole = second.startsWith('{') && 'value' in parseJsonLine(Buffer.from(second))
  return isWhole && (third.trim() === '' || third.startsWith('{'))
}

/** The same for a first line of any length, without holding it. */
async function firstLineIsWhole(file: SourceFile): Promise<boolean> {
  let last: number | undefined
  let isOver = false
  for await (const chunk of toUtf8(file.read())) {
    const end = isOver ? 0 : chunk.indexOf(lineFeed)
    const line = isOver ? null : end === -1 ? chunk : chunk.subarray(0, end)
    last = line?.findLast(isInk) ?? last
    if (end === -1) continue
    isOver = true
    if (last !== 0x7d) return false
    const next = chunk.subarray(end).find(isInk)
    if (next !== undefined) return !goesOn.includes(String.fromCharCode(next))
  }
  return false
}

function isInk(byte: number): boolean {
  return byte > 0x20
}
