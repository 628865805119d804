import { useEffect, useState } from 'react'

/** Whole seconds left of a wait in milliseconds, 0 when it is over, and the way to begin another one. */
export function useCountdown(firstWait: number): readonly [secondsLeft: number, begin: (wait: number) => void] {
  const [wait, setWait] = useState({ milliseconds: firstWait })
  const [secondsLeft, setSecondsLeft] = useState(Math.ceil(firstWait / 1000))
  useEffect(() => {
    if (wait.milliseconds <= 0) return
    const end = performance.now() + wait.milliseconds
    const timer = setInterval(() => {
      const left = Math.max(0, Math.ceil((end - performance.now()) / 1000))
      setSecondsLeft(left)
      if (left === 0) clearInterval(timer)
    }, 250)
    return () => clearInterval(timer)
  }, [wait])
  return [
    secondsLeft,
    (milliseconds) => {
      setWait({ milliseconds })
      setSecondsLeft(Math.ceil(milliseconds / 1000))
    },
  ]
}
