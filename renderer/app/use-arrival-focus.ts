import { useEffect, useRef } from 'react'

/** How long a page may take to come before nobody waits for its heading any more. */
const patience = 5_000

/**
 * Brings the focus to the heading of a page that was gone to, so that a screen reader tells where one has come and Tab
 * goes on from there. A page that takes the focus itself keeps it.
 */
export function useArrivalFocus(address: string): void {
  const before = useRef(address)
  useEffect(() => {
    if (before.current === address) return
    before.current = address
    const observer = new MutationObserver(arrive)
    const timer = setTimeout(() => observer.disconnect(), patience)
    function arrive() {
      const main = document.querySelector('main')
      const heading = main?.querySelector('h1')
      if (!main || !heading) return
      observer.disconnect()
      if (main.contains(document.activeElement) || document.querySelector('[role="dialog"]')) return
      heading.tabIndex = -1
      heading.focus({ preventScroll: true })
    }
    observer.observe(document.body, { childList: true, subtree: true })
    // The page itself may take the focus when it appears, which its own effects do before this one.
    arrive()
    return () => {
      observer.disconnect()
      clearTimeout(timer)
    }
  }, [address])
}
