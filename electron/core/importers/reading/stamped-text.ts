import { readStampedLine, type StampedLine } from './stamped-lines.ts'
import type { SourceFile } from '../files/source-files.ts'
import { textLines } from '../files/text-lines.ts'

/** A message of a text export: its first line's moment, and all of its words. */
export type StampedEntry = StampedLine & { readonly text: string }

export type StampedText = {
  readonly entries: readonly StampedEntry[]
  /** Lines before the first moment: of a message whose beginning is not here. */
  readonly preamble: readonly string[]
}

/** Reads a text in which each message begins with a moment, all in the way of the first one; other lines go on. */
export async function readStampedText(file: SourceFile): Promise<StampedText> {
  const entries: (StampedLine & { lines: string[] })[] = []
  const preamble: string[] = []
  for await (const line of textLines(file)) {
    const stamped = readStampedLine(line)
    const first = entries[0] ?? stamped
    if (stamped && first && isLike(stamped, first)) entries.push({ ...stamped, lines: [stamped.rest] })
    else (entries.at(-1)?.lines ?? preamble).push(line)
  }
  return { entries: entries.map(({ lines, ...entry }) => ({ ...entry, text: lines.join('\n') })), preamble }
}

/** A message may quote another chat: what is written in another way is no message of this one. */
function isLike(one: StampedLine, other: StampedLine): boolean {
  return one.bracketed === other.bracketed && one.date.separator === other.date.separator
}
