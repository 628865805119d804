import { useCallback, type RefCallback } from 'react'

/**
 * A ref for a form that begins at one of its fields. The focus is there in the moment that the form is: one that comes
 * later, as that of the form library does, takes words along that are already being typed into another field.
 */
export function useBeginAt(field: string): RefCallback<HTMLFormElement> {
  return useCallback(
    (form) => {
      const first = form?.elements.namedItem(field)
      if (first instanceof HTMLElement) first.focus()
    },
    [field],
  )
}
