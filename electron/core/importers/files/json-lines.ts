import { createJsonScanner, type ScanProblemCode } from './json-array-scanner.ts'
import type { SourceFile } from './source-files.ts'
import { byteLines } from './text-lines.ts'

/** One line of JSON Lines: its value or why it has none. Lines are counted from 0; empty ones count, and are left out. */
export type JsonLine = { readonly index: number } & (
  | { readonly value: unknown }
  | { readonly problem: ScanProblemCode }
)

const open = Buffer.from('[')
const close = Buffer.from(']')

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
