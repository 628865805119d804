import { SourceTrouble } from './source-trouble.ts'
import type { SourceFile } from './source-files.ts'
import { textLines } from './text-lines.ts'

/** Nobody's transcript is larger, and all of it is held while it is read. */
const maxCharacters = 256 * 1024 * 1024

/** All lines of a text in any encoding, for formats whose lines only tell together what they are. Throws SourceTrouble. */
export async function wholeLines(file: SourceFile): Promise<string[]> {
  const lines: string[] = []
  let characters = 0
  for await (const line of textLines(file)) {
    characters += line.length + 1
    if (characters > maxCharacters) throw new SourceTrouble('too-large')
    lines.push(line)
  }
  return lines
}

/** The lines of a text's head, without the last where that may be cut off. */
export function headLines(head: string): string[] {
  const lines = head.split(/\r?\n/)
  return lines.length > 1 ? lines.slice(0, -1).concat(head.length < cutFrom ? (lines.at(-1) ?? '') : []) : lines
}

/** A head of fewer characters is the whole text: 64 KiB hold no fewer than this, even of the widest ones. */
const cutFrom = 16 * 1024

/** Some lines as one text, without the empty ones around it. */
export function joinLines(lines: readonly string[]): string {
  const isFull = (line: string) => line.trim() !== ''
  const first = lines.findIndex(isFull)
  return first === -1 ? '' : lines.slice(first, lines.findLastIndex(isFull) + 1).join('\n')
}
