import type { LaterNote, Note } from './reminder-clock.ts'

/** Tells what was due to be told, in the words that the person allowed, while the vault is locked. In memory alone. */
export type LockedNotes = Disposable & {
  /** Tells what is due now; also done by itself twice a minute. */
  readonly tick: () => void
  /** The vault locks: from now on these are told when their moment comes. */
  readonly keep: (notes: readonly LaterNote[]) => void
  /** The vault opens: nothing is told here any more. Answers what was told meanwhile. */
  readonly release: () => LaterNote[]
}

const tickMs = 30_000

export function createLockedNotes({
  now,
  notify,
}: {
  readonly now: () => number
  readonly notify: (note: Note) => void
}): LockedNotes {
  let waiting: readonly LaterNote[] = []
  let told: LaterNote[] = []

  function tick(): void {
    const due = waiting.filter(({ at }) => at <= now())
    if (due.length === 0) return
    waiting = waiting.filter(({ at }) => at > now())
    told.push(...due)
    // Many that only say that there is a day would say the same many times.
    for (const body of new Map(due.map(({ note }) => [JSON.stringify(note), note])).values()) notify(body)
  }

  const timer = setInterval(tick, tickMs).unref()

  return {
    tick,
    keep: (notes) => {
      waiting = notes
    },
    release: () => {
      const before = told
      told = []
      waiting = []
      return before
    },
    [Symbol.dispose]: () => clearInterval(timer),
  }
}
