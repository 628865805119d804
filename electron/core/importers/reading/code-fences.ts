const fence = /^ {0,3}(`{3,}|~{3,})(.*)$/

/**
 * Tells for each line of Markdown whether it is code: from the line that opens a fence to the one that closes it. What
 * is opened and never closed is no fence, so that one slip does not swallow all that was said after it.
 */
export function fencedLines(lines: readonly string[]): boolean[] {
  const marks = lines.map(readMark)
  const longest = longestAhead(marks)
  const fenced: boolean[] = []
  let open: Mark | null = null
  for (const [index, mark] of marks.entries()) {
    if (open) {
      fenced.push(true)
      if (mark?.isBare === true && mark.kind === open.kind && mark.length >= open.length) open = null
    } else {
      const isClosed = mark !== null && (longest[index + 1]?.[mark.kind] ?? 0) >= mark.length
      fenced.push(isClosed)
      if (isClosed) open = mark
    }
  }
  return fenced
}

type Mark = { readonly kind: '`' | '~'; readonly length: number; readonly isBare: boolean }
type Longest = Readonly<Record<Mark['kind'], number>>

function readMark(line: string): Mark | null {
  const [, ticks, info = ''] = fence.exec(line) ?? []
  if (ticks === undefined) return null
  const kind = ticks.startsWith('`') ? '`' : '~'
  // Backticks in its info would make it code within a line.
  return kind === '`' && info.includes('`') ? null : { kind, length: ticks.length, isBare: info.trim() === '' }
}

/** The longest fence that could close another, at or after each line. */
function longestAhead(marks: readonly (Mark | null)[]): Longest[] {
  const longest: Longest[] = Array.from({ length: marks.length })
  let next: Longest = { '`': 0, '~': 0 }
  for (let index = marks.length - 1; index >= 0; index -= 1) {
    const mark = marks[index]
    if (mark?.isBare === true && mark.length > next[mark.kind]) next = { ...next, [mark.kind]: mark.length }
    longest[index] = next
  }
  return longest
}
