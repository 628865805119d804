import type { Language } from '#shared/languages.ts'
import type { LockedNote } from '#shared/model/agenda.ts'
import { dayWords } from './day-words.ts'
import type { LaterNote, ToldNote } from './reminder-clock.ts'

/** Tells what was due to be told, in the words that the person allowed, while the vault is locked. In memory alone. */
export type LockedNotes = Disposable & {
  /** Tells what is due now; also done by itself twice a minute. */
  readonly tick: () => void
  /** The vault locks: from now on these are told when their moment comes. */
  readonly keep: (notes: readonly LaterNote[]) => void
  /** The vault opens: nothing is told here any more. Answers what was told meanwhile. */
  readonly release: () => ToldNote[]
}

const tickMs = 30_000
/** More than so many at once, as after a night asleep, are told together. */
const atOnce = 3

export function createLockedNotes({
  now,
  language,
  tell,
}: {
  readonly now: () => number
  readonly language: () => Language
  /** False where there was nobody to tell; then it waits. */
  readonly tell: (note: LockedNote) => boolean
}): LockedNotes {
  let waiting: readonly LaterNote[] = []
  let told: ToldNote[] = []

  function tick(): void {
    const toldAt = now()
    const due = waiting.filter(({ at }) => at <= toldAt)
    if (due.length === 0) return
    // Many that only say that there is a day would say the same many times.
    const different = [...new Map(due.map(({ note }) => [JSON.stringify(note), note])).values()]
    const { missed, join } = dayWords[language()]
    const notes =
      different.length > atOnce ? [{ title: missed, body: join(different.map(({ title }) => title)) }] : different
    if (notes.filter((note) => tell({ ...note, toldAt })).length === 0) return
    waiting = waiting.filter(({ at }) => at > toldAt)
    told.push(...due.map((one) => ({ ...one, toldAt })))
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
