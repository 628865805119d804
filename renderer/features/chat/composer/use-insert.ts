import { type RefObject, useCallback } from 'react'

/** Puts words into the field as if they were typed: in the place of a range, or where the caret is. */
export function useInsert(field: RefObject<HTMLTextAreaElement | null>, setText: (text: string) => void) {
  const insert = useCallback(
    (text: string, from: number, to: number) => {
      const area = field.current
      if (!area) return
      area.setRangeText(text, from, to, 'end')
      setText(area.value)
    },
    [field, setText],
  )
  const insertAtCaret = useCallback(
    (text: string) => {
      const area = field.current
      if (area) insert(text, area.selectionStart, area.selectionEnd)
    },
    [field, insert],
  )
  return { insert, insertAtCaret }
}
