import type { Changes } from '#core/changes.ts'
import type { Database } from '#core/store/database.ts'
import type { DaySuggestion, OnThisDay } from '#shared/model/agenda.ts'
import type { CompanionId } from '#shared/model/ids.ts'
import type { LocalDate } from '#shared/model/milestone.ts'
import { addDays, localDateAt, momentOf, sameDayIn } from './local-date.ts'
import { suggestDays, type SuggestionParts } from './suggestions.ts'

/** What the history holds of days: suggestions to make milestones of, and this day in other years. */
export type HistoryDays = {
  /** Suggestions that were neither taken nor set aside. */
  readonly suggestions: (input: { readonly companionId: CompanionId }) => DaySuggestion[]
  readonly answerSuggestion: (input: { readonly key: string; readonly answer: 'taken' | 'set-aside' | null }) => void
  /** How the same day began in each other year that has words of it, the latest first; February 29 stays itself. */
  readonly onThisDay: (input: { readonly date: LocalDate; readonly companionId: CompanionId | null }) => OnThisDay[]
}

/** Messages of one day that are shown as its beginning. */
const beginning = 6
const longestText = 400

export function createHistoryDays({
  database,
  changes,
  ...parts
}: SuggestionParts & { readonly database: Database; readonly changes: Changes }): HistoryDays {
  const { past, timeZone } = parts
  return {
    suggestions: ({ companionId }) => {
      const answered = new Set(database.all<{ key: string }>('SELECT key FROM day_suggestion').map(({ key }) => key))
      return suggestDays(parts, companionId).filter(({ key }) => !answered.has(key))
    },
    answerSuggestion: ({ key, answer }) => {
      if (answer === null) database.run('DELETE FROM day_suggestion WHERE key = ?', key)
      else database.run('INSERT OR REPLACE INTO day_suggestion (key, answer) VALUES (?, ?)', key, answer)
      changes.emit({ entity: 'milestone', kind: 'updated' })
    },
    onThisDay: ({ date, companionId }) => {
      const earliest = past.earliest()
      if (earliest === null) return []
      const zone = timeZone()
      const found: OnThisDay[] = []
      const year = Number(date.slice(0, 4))
      for (let other = year - 1; other >= Number(localDateAt(earliest, zone).slice(0, 4)); other -= 1) {
        const day = sameDayIn(date, other)
        if (day === null) continue
        const range = { from: momentOf(day, '00:00', zone), to: momentOf(addDays(day, 1), '00:00', zone) }
        const messages = past.between({ ...range, companionId, limit: beginning })
        if (messages.length === 0) continue
        found.push({
          date: day,
          years: year - other,
          messages: messages.map((message) => ({ ...message, text: message.text.slice(0, longestText) })),
        })
      }
      return found
    },
  }
}
