import { useEffect, useState } from 'react'

/** Whole seconds left of a wait of `milliseconds` that began when `since` last changed; 0 when it is over. */
export function useCountdown(milliseconds: number, since: unknown): number {
  const [left, setLeft] = useState(0)
  useEffect(() => {
    const end = performance.now() + milliseconds
    const tick = () => setLeft(Math.max(0, Math.ceil((end - performance.now()) / 1000)))
    tick()
    if (milliseconds <= 0) return
    const timer = setInterval(tick, 250)
    const stop = setTimeout(() => clearInterval(timer), milliseconds + 500)
    return () => {
      clearInterval(timer)
      clearTimeout(stop)
    }
  }, [milliseconds, since])
  return left
}
