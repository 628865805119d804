import { useEffect, useRef } from 'react'

/** The keys of the chat: Escape stops a reply, Ctrl or ⌘ with F searches the conversation. */
export function useChatKeys(keys: {
  readonly writing: boolean
  readonly onStop: () => void
  readonly onSearch: () => void
}): void {
  const latest = useRef(keys)
  latest.current = keys
  useEffect(() => {
    function onKey(event: KeyboardEvent) {
      if (event.defaultPrevented || event.isComposing) return
      if ((event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && event.key.toLowerCase() === 'f') {
        event.preventDefault()
        latest.current.onSearch()
      } else if (event.key === 'Escape' && latest.current.writing) {
        // What lies above the thread takes Escape for itself.
        if (document.querySelector('[role="dialog"], [role="menu"], [role="listbox"]')) return
        event.preventDefault()
        latest.current.onStop()
      }
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [])
}
