import type { ClipboardEvent } from 'react'

/** A browser takes many lines in one by one, each over all that is there: a whole letter would stop the window. */
const manyLines = 40

/** Puts many pasted lines in at once, where the cursor is. Answers false where the browser may do it itself. */
export function pasteLines(event: ClipboardEvent<HTMLTextAreaElement>): boolean {
  const pasted = event.clipboardData.getData('text/plain').replaceAll(/\r\n?/gu, '\n')
  if (pasted.split('\n', manyLines + 1).length <= manyLines) return false
  const field = event.currentTarget
  const { selectionStart, selectionEnd, value, maxLength } = field
  const room = maxLength - value.length + selectionEnd - selectionStart
  event.preventDefault()
  field.setRangeText(pasted.slice(0, Math.max(0, room)), selectionStart, selectionEnd, 'end')
  return true
}
