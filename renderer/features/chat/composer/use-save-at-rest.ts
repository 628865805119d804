import { useEffect } from 'react'

const restMilliseconds = 400

/** Saves a moment after the last change, when the window is hidden or goes, and when its place does. */
export function useSaveAtRest(written: unknown, saveNow: () => void): void {
  useEffect(() => {
    const timer = setTimeout(saveNow, restMilliseconds)
    return () => clearTimeout(timer)
  }, [written, saveNow])

  useEffect(() => {
    const onHide = () => {
      if (document.visibilityState === 'hidden') saveNow()
    }
    window.addEventListener('pagehide', saveNow)
    document.addEventListener('visibilitychange', onHide)
    return () => {
      window.removeEventListener('pagehide', saveNow)
      document.removeEventListener('visibilitychange', onHide)
      saveNow()
    }
  }, [saveNow])
}
