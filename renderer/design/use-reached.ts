import { type RefObject, useEffect, useRef } from 'react'

/** Calls `onReached` whenever the element comes within 600 px of view while `active`; for lists that grow on demand. */
export function useReached<Element extends HTMLElement>(
  active: boolean,
  onReached: () => void,
): RefObject<Element | null> {
  const element = useRef<Element>(null)
  const latest = useRef(onReached)
  latest.current = onReached
  useEffect(() => {
    if (!element.current || !active) return
    const observer = new IntersectionObserver(
      ([entry]) => {
        if (entry?.isIntersecting) latest.current()
      },
      { rootMargin: '600px' },
    )
    observer.observe(element.current)
    return () => observer.disconnect()
  }, [active])
  return element
}
