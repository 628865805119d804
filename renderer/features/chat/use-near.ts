import { type FocusEvent, type PointerEvent, useState } from 'react'

/** Whether the pointer is over an element or the focus is in it; one may leave while the other stays. */
export function useNear() {
  const [pointed, setPointed] = useState(false)
  const [focused, setFocused] = useState(false)
  return {
    near: pointed || focused,
    nearProps: {
      // React hears of no entering where an element took the place of another under a pointer at rest.
      onPointerOver: (event: PointerEvent) => {
        if (event.currentTarget.contains(event.target as Node)) setPointed(true)
      },
      onPointerLeave: (event: PointerEvent) => {
        setPointed(false)
        // A focused button that was taken away says no goodbye.
        setFocused(event.currentTarget.contains(document.activeElement))
      },
      onFocus: () => setFocused(true),
      onBlur: (event: FocusEvent) => {
        if (!event.currentTarget.contains(event.relatedTarget)) setFocused(false)
      },
    },
  }
}
