/** Locks the vault when nobody was there for a while. */
export type IdleLock = {
  /** Starts to count. */
  readonly start: () => void
  /** 0 means never. */
  readonly setMinutes: (minutes: number) => void
  /** Somebody is there: counts from here again. */
  readonly touch: () => void
  readonly stop: () => void
}

/** Timers stand still while a machine sleeps, so the clock is looked at this often. */
const longestSleepMilliseconds = 15_000

/** `onIdle` is called once per start, and never keeps the process alive. */
export function createIdleLock(now: () => number, onIdle: () => void): IdleLock {
  let minutes = 0
  let lastSeen = 0
  let running = false
  let timer: NodeJS.Timeout | undefined

  const plan = () => {
    clearTimeout(timer)
    if (!running || minutes === 0) return
    // A clock set back would otherwise keep the vault open for as long.
    lastSeen = Math.min(lastSeen, now())
    const left = lastSeen + minutes * 60_000 - now()
    if (left <= 0) {
      running = false
      onIdle()
      return
    }
    timer = setTimeout(plan, Math.min(left, longestSleepMilliseconds)).unref()
  }

  return {
    start: () => {
      running = true
      lastSeen = now()
      plan()
    },
    setMinutes: (next) => {
      minutes = next
      plan()
    },
    touch: () => {
      // After a sleep the time may be over already: then the first sign of life comes too late.
      plan()
      lastSeen = now()
    },
    stop: () => {
      running = false
      clearTimeout(timer)
    },
  }
}
