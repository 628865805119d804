import type { Changes } from '#core/changes.ts'
import type {
  AgendaEntry,
  DayMessage,
  DaySuggestion,
  OnThisDay,
  WantedLetter,
  YearReview,
} from '#shared/model/agenda.ts'
import type { PastMessage, UndatedMessage } from '#core/chat/past-days-repository.ts'
import type { CompanionId, MessageId } from '#shared/model/ids.ts'
import type { LocalDate, Milestone } from '#shared/model/milestone.ts'
import { agendaOf } from './agenda.ts'
import { addDays, localDateAt, momentOf, sameDayIn } from './local-date.ts'
import type { SuggestionRepository } from './suggestion-repository.ts'
import { suggestDays, type SuggestionParts } from './suggestions.ts'

/** What the history holds of days: suggestions to make milestones of, and this day in other years. */
export type HistoryDays = {
  /** Suggestions that were neither taken nor set aside, and that no kept day is about already. */
  readonly suggestions: (input: { readonly companionId: CompanionId }) => DaySuggestion[]
  readonly answerSuggestion: (input: { readonly key: string; readonly answer: 'taken' | 'set-aside' | null }) => void
  /** How the same day began in each other year that has words of it, the latest first; February 29 stays itself. */
  readonly onThisDay: (input: { readonly date: LocalDate; readonly companionId: CompanionId | null }) => OnThisDay[]
  /** A year up to today, with null of everybody. */
  readonly yearReview: (input: { readonly year: number; readonly companionId: CompanionId | null }) => YearReview
  /** Letters wanted for today that were neither asked for nor set aside. */
  readonly letters: () => WantedLetter[]
  readonly messages: (input: { readonly ids: readonly MessageId[] }) => DayMessage[]
}

/** Messages of one day that are shown as its beginning. */
const beginning = 6
const longestText = 400

export function createHistoryDays({
  answers,
  changes,
  milestones,
  now,
  ...parts
}: SuggestionParts & {
  readonly answers: SuggestionRepository
  readonly changes: Changes
  readonly milestones: () => readonly Milestone[]
  readonly now: () => number
}): HistoryDays {
  const { past, timeZone } = parts

  function toDayMessage({ createdAt, ...message }: PastMessage | UndatedMessage): DayMessage {
    const date = createdAt === null ? null : localDateAt(createdAt, timeZone())
    return { ...message, date, text: message.text.slice(0, longestText) }
  }

  return {
    suggestions: ({ companionId }) => {
      const answered = answers.keys()
      const kept = milestones().filter((one) => one.companionId === companionId)
      return suggestDays(parts, companionId).filter(
        ({ key, kind, messageId }) =>
          !answered.has(key) &&
          !kept.some((one) => one.messageIds.includes(messageId) || (kind !== 'custom' && one.kind === kind)),
      )
    },
    answerSuggestion: ({ key, answer }) => {
      answers.answer(key, answer)
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
    yearReview: ({ year, companionId }) => {
      const zone = timeZone()
      const today = localDateAt(now(), zone)
      const those = milestones().filter(
        (one) => companionId === null || one.companionId === null || one.companionId === companionId,
      )
      const [from, end] = [`${year}-01-01`, `${year}-12-31`]
      const entries: AgendaEntry[] = from > today ? [] : agendaOf(those, { from, to: end < today ? end : today })
      const time = { from: momentOf(from, '00:00', zone), to: momentOf(`${year + 1}-01-01`, '00:00', zone) }
      const [first] = past.between({ ...time, companionId, limit: 1 })
      const earliest = past.earliest()
      const years = [
        Number(today.slice(0, 4)),
        ...those.map(({ start }) => Number(start.date.slice(0, 4))),
        ...(earliest === null ? [] : [Number(localDateAt(earliest, zone).slice(0, 4))]),
      ]
      return { entries, firstWords: first ? toDayMessage(first) : null, firstYear: Math.max(1901, Math.min(...years)) }
    },
    letters: () => {
      const answered = answers.keys()
      const date = localDateAt(now(), timeZone())
      const wanted = milestones().filter(({ letter }) => letter)
      // Several senses of one day are one letter.
      const days = new Map(agendaOf(wanted, { from: date, to: date }).map((entry) => [entry.milestoneId, entry]))
      return [...days.values()].flatMap((entry) => {
        const { companionId } = entry
        const key = `letter ${entry.milestoneId} ${date}`
        return companionId === null || answered.has(key) ? [] : [{ ...entry, companionId, key }]
      })
    },
    messages: ({ ids }) => past.byIds(ids).map(toDayMessage),
  }
}
