import { AppError } from '../errors.ts'

/** Runs one piece of work at a time, in the order asked for. */
export type SerialQueue = {
  readonly run: <Result>(work: () => Promise<Result>) => Promise<Result>
  /** Refuses with VAULT_LOCKED whatever is asked for from now on. */
  readonly end: () => void
}

export function createSerialQueue(): SerialQueue {
  let tail: Promise<unknown> = Promise.resolve()
  let ended = false
  return {
    run: async (work) => {
      if (ended) throw new AppError('VAULT_LOCKED')
      const result = tail.then(work)
      tail = result.catch(() => undefined)
      return result
    },
    end: () => {
      ended = true
    },
  }
}
