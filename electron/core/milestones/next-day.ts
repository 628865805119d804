import type { DaySettings } from '#shared/model/agenda.ts'
import type { Language } from '#shared/languages.ts'
import type { LocalDate, Milestone } from '#shared/model/milestone.ts'
import { titleOf, todayOf } from './agenda.ts'
import { dayWords } from './day-words.ts'

/** The day that is today, or the next one, in one line; null where none comes in a year. A muted one is not spoken of. */
export function nextDayWords(
  milestones: readonly Milestone[],
  settings: DaySettings,
  at: { readonly date: LocalDate; readonly language: Language },
): string | null {
  const today = todayOf(
    milestones.filter(({ muted }) => !muted),
    settings,
    at.date,
  )
  const [next] = [...today.entries.map((entry) => ({ ...entry, inDays: 0 })), ...today.next]
  if (!next) return null
  const words = dayWords[at.language]
  return `${titleOf(next)} · ${words.join([words.inDays(next.inDays), words.sense(next.sense)])}`
}
