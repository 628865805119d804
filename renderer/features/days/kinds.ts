import type { MilestoneFields, MilestoneKind, Recurrence, Reminder } from '#shared/model/milestone.ts'

/** The numbers of days that people keep, in both cultures. */
export const roundCounts = [100, 365, 520, 999, 1000, 1314] as const

const yearly: Recurrence = { kind: 'yearly', feb29: 'feb28' }
const counts: Recurrence = { kind: 'day-counts', counts: [...roundCounts], every: null }
const morning: Reminder = { daysBefore: 0, time: '09:00' }

type Proposal = {
  readonly emoji: string | null
  readonly recurrences: readonly Recurrence[]
  readonly reminders: readonly Reminder[]
}

/** What each kind of day usually is; the person changes it as they like. A memorial asks for nothing. */
export const proposals: Record<MilestoneKind, Proposal> = {
  'first-message': { emoji: '💬', recurrences: [yearly, counts], reminders: [morning] },
  together: { emoji: '💞', recurrences: [yearly, counts], reminders: [morning] },
  'first-love': { emoji: '❤️', recurrences: [yearly, counts], reminders: [morning] },
  wedding: { emoji: '💍', recurrences: [yearly, counts], reminders: [morning] },
  birthday: { emoji: '🎂', recurrences: [yearly], reminders: [{ daysBefore: 1, time: '20:00' }, morning] },
  memorial: { emoji: '🕯️', recurrences: [yearly], reminders: [] },
  custom: { emoji: null, recurrences: [yearly], reminders: [morning] },
}

/** A new day of a kind. Chinese counts the first day as day 1, English says how long ago it was. */
export function proposedDay(
  kind: MilestoneKind,
  given: Pick<MilestoneFields, 'title' | 'companionId' | 'messageIds'> & {
    readonly date: string
    readonly language: string
  },
): MilestoneFields {
  const { emoji, recurrences, reminders } = proposals[kind]
  return {
    title: given.title,
    emoji,
    pictureId: null,
    companionId: given.companionId,
    kind,
    start: { date: given.date, precision: 'day', time: null, zone: null },
    recurrences: [...recurrences],
    countFrom: given.language === 'en' ? 0 : 1,
    reminders: [...reminders],
    muted: false,
    note: '',
    messageIds: given.messageIds,
    letter: false,
  }
}

const byWeight: readonly MilestoneKind[] = ['wedding', 'together', 'first-love', 'first-message', 'custom']

/** The count that stands large on the page: of the day that binds most, the longest. Nobody counts up a birthday or a death. */
export function weightiest<Count extends { readonly kind: MilestoneKind }>(
  counts: readonly Count[],
): Count | undefined {
  return byWeight.flatMap((kind) => counts.filter((count) => count.kind === kind)).at(0)
}
