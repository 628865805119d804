import type { TextRange } from './snippet.ts'

/** Words of a message, and where in them something was found. */
export type MarkedText = { readonly text: string; readonly ranges: readonly TextRange[] }

/** How much around the first hit is looked at; more than a snippet shows. */
const around = 400

const lineStart = /^[ \t]*(?:#{1,6}|>+|[-+*])[ \t]+/gm
const link = /(!?\[)([^\]\n]*)(\]\([^)\n]*\))/g
const emphasis = /(?<=\S)\*{1,3}|\*{1,3}(?=\S)|~~|`{1,3}|(?<![\p{L}\p{N}])_{1,2}(?=\S)|(?<=\S)_{1,2}(?![\p{L}\p{N}])/gu

/** The words around the first hit without the marks of Markdown; as they are where the hit is in a mark itself. */
export function withoutMarks({ text, ranges }: MarkedText): MarkedText {
  const [first] = ranges
  if (!first) return { text, ranges }
  const from = first[0] <= around ? 0 : text.lastIndexOf('\n', first[0] - around) + 1
  const piece = text.slice(from, first[1] + around)
  const marks = marksOf(piece)
  if (marks.length === 0) return { text, ranges }
  let plain = ''
  let read = 0
  // Where each kept stretch begins, before and after.
  const shifts: { readonly at: number; readonly to: number }[] = []
  for (const [start, end] of [...marks, [piece.length, piece.length] as const]) {
    if (start > read) {
      shifts.push({ at: read, to: plain.length })
      plain += piece.slice(read, start)
    }
    read = Math.max(read, end)
  }
  const moved = (offset: number): number => {
    const shift = shifts.findLast(({ at }) => at <= offset - from)
    return shift ? Math.min(shift.to + offset - from - shift.at, plain.length) : 0
  }
  const kept = ranges
    .filter(([, end]) => end <= from + piece.length)
    .map(([start, end]): TextRange => {
      const last = moved(end - 1) + 1
      return [Math.min(moved(start), last), last]
    })
  const found = kept[0]
  const same = found !== undefined && plain.slice(...found) === text.slice(...first)
  return same ? { text: plain, ranges: kept } : { text, ranges }
}

function marksOf(text: string): TextRange[] {
  const marks: TextRange[] = []
  for (const pattern of [lineStart, emphasis]) {
    for (const { 0: mark, index } of text.matchAll(pattern)) marks.push([index, index + mark.length])
  }
  for (const { 0: whole, 1: open = '', 3: close = '', index } of text.matchAll(link)) {
    marks.push([index, index + open.length], [index + whole.length - close.length, index + whole.length])
  }
  return marks.toSorted(([one], [other]) => one - other)
}
