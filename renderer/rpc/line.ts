import type { ClientContext, ClientLink, ClientOptions } from '@orpc/client'

/** `opening` until the first try has ended, `lost` while the host cannot be reached and is tried again. */
export type LineState = 'opening' | 'open' | 'lost'

/** The way to the host broke while a call was on it; the call may or may not have been carried out. */
export class LineLostError extends Error {
  override readonly name = 'LineLostError'
}

/** One open way to the host. `closed` settles when it breaks. */
export type OpenedLine = { readonly link: ClientLink<ClientContext>; readonly closed: Promise<void> }

type PresentLine = { readonly link: ClientLink<ClientContext>; broken: boolean }

export type Line = {
  readonly link: ClientLink<ClientContext>
  readonly state: () => LineState
  readonly subscribe: (listener: () => void) => () => void
}

const firstDelayMs = 200
const longestDelayMs = 5_000

/**
 * A link that outlives its sockets: calls made while there is none wait for the next one, calls on a breaking one fail
 * with LineLostError. `open` rejects when the host cannot be reached; it is tried again with growing delay.
 */
export function createLine(open: () => Promise<OpenedLine>): Line {
  let state: LineState = 'opening'
  const listeners = new Set<() => void>()
  let present = reach()

  function setState(next: LineState) {
    if (state === next) return
    state = next
    for (const listener of listeners) listener()
  }

  async function reach(): Promise<PresentLine> {
    for (let delay = firstDelayMs; ; delay = Math.min(delay * 2, longestDelayMs)) {
      try {
        const { link, closed } = await open()
        const line: PresentLine = { link, broken: false }
        void closed.then(() => {
          line.broken = true
          setState('lost')
          present = reach()
        })
        setState('open')
        return line
      } catch {
        setState('lost')
        await new Promise((resolve) => setTimeout(resolve, delay))
      }
    }
  }

  async function call(path: readonly string[], input: unknown, options: ClientOptions<ClientContext>) {
    const line = await untilAborted(present, options.signal)
    try {
      return await line.link.call(path, input, options)
    } catch (error) {
      if (line.broken && options.signal?.aborted !== true) throw new LineLostError()
      throw error
    }
  }

  return {
    link: { call },
    state: () => state,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

async function untilAborted<Value>(promise: Promise<Value>, signal: AbortSignal | undefined): Promise<Value> {
  if (signal === undefined) return promise
  signal.throwIfAborted()
  const { promise: aborted, reject } = Promise.withResolvers<never>()
  const onAbort = () => reject(signal.reason)
  signal.addEventListener('abort', onAbort, { once: true })
  try {
    return await Promise.race([promise, aborted])
  } finally {
    signal.removeEventListener('abort', onAbort)
  }
}
