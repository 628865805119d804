import { useEffect, useRef, useState } from 'react'

/** A wish to send: granted at once where it may be, and otherwise as soon as it may. */
export type Wish = {
  readonly isWaiting: boolean
  readonly make: () => void
  readonly take: () => void
}

/**
 * Sends when somebody wishes so. It may be too early for that: as long as it is not known who answers or who sees, or
 * while other words are on their way.
 */
export function useWish({ mayGo, send }: { readonly mayGo: boolean; readonly send: () => void }): Wish {
  const [isWaiting, setWaiting] = useState(false)
  const latest = useRef(send)
  latest.current = send
  useEffect(() => {
    if (!isWaiting || !mayGo) return
    setWaiting(false)
    latest.current()
  }, [isWaiting, mayGo])

  return {
    isWaiting,
    make: () => {
      if (mayGo) send()
      else setWaiting(true)
    },
    take: () => setWaiting(false),
  }
}
