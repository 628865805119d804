import { AppError } from '../errors.ts'

const firstDelayMilliseconds = 1_000
const longestDelayMilliseconds = 60_000

/** Slows guessing down: after the second wrong key in a row each one makes the next wait longer. Forgets when right. */
export type Attempts = {
  /** Milliseconds until the next attempt is heard. */
  readonly wait: () => number
  /** Throws TRY_LATER while it is too early. */
  readonly assertAllowed: () => void
  /** Counts a wrong key, and returns the WRONG_KEY error for it. */
  readonly failed: () => AppError<'WRONG_KEY'>
  readonly succeeded: () => void
}

/** Counts in memory only: whoever can restart the program can read the slot file and guess without it. */
export function createAttempts(now: () => number): Attempts {
  let failures = 0
  let delay = 0
  let failedAt = 0
  // A clock set back must not lengthen the delay.
  const wait = () => Math.max(0, Math.min(delay, failedAt + delay - now()))
  return {
    wait,
    assertAllowed: () => {
      const retryAfterMs = wait()
      if (retryAfterMs > 0) throw new AppError('TRY_LATER', { retryAfterMs })
    },
    failed: () => {
      failures += 1
      failedAt = now()
      delay = failures < 2 ? 0 : Math.min(longestDelayMilliseconds, firstDelayMilliseconds * 2 ** (failures - 2))
      return new AppError('WRONG_KEY', { retryAfterMs: delay })
    },
    succeeded: () => {
      failures = 0
      delay = 0
    },
  }
}
