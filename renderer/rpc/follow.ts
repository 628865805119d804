import { isDefinedError } from '@orpc/client'

const firstDelayMs = 200
const longestDelayMs = 5_000

/**
 * Reads an endless stream of the host for as long as `signal` lives, opening it again whenever it is cut. A declared
 * error (the vault was locked, the thing is gone) ends it and goes to `onError`.
 */
export async function follow<Event>(options: {
  readonly open: (signal: AbortSignal) => Promise<AsyncIterable<Event>>
  readonly onEvent: (event: Event) => void
  readonly onError?: (error: Error) => void
  readonly signal: AbortSignal
}): Promise<void> {
  const { open, onEvent, onError, signal } = options
  let delay = firstDelayMs
  while (!signal.aborted) {
    try {
      for await (const event of await open(signal)) {
        if (signal.aborted) return
        delay = firstDelayMs
        onEvent(event)
      }
    } catch (error) {
      if (signal.aborted) return
      if (error instanceof Error && isDefinedError(error)) {
        onError?.(error)
        return
      }
    }
    await pause(delay, signal)
    delay = Math.min(delay * 2, longestDelayMs)
  }
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve()
    const done = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', done)
      resolve()
    }
    const timer = setTimeout(done, milliseconds)
    signal.addEventListener('abort', done)
  })
}
