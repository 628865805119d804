import ICAL from 'ical.js'
import { z } from 'zod'
import { AppError } from '#core/errors.ts'
import type { Language } from '#shared/languages.ts'
import {
  MilestoneFields,
  type LocalDate,
  type Milestone,
  type Occurrence,
  type Reminder,
} from '#shared/model/milestone.ts'
import { titleOf } from './agenda.ts'
import { readRule, rulesOf } from './calendar-rules.ts'
import { dayWords } from './day-words.ts'
import { addDays } from './local-date.ts'
import { occurrencesIn } from './recurrence.ts'

/** Days that no calendar rule can say are written one by one, this far ahead. */
const writtenAhead = 20 * 365

/** Carries what iCalendar has no word for, so that our own file comes back as it was. Notes and messages stay home. */
const ownProperty = 'x-keepsake-day'
const OwnDay = MilestoneFields.pick({
  title: true,
  emoji: true,
  kind: true,
  start: true,
  recurrences: true,
  countFrom: true,
  reminders: true,
})

/** Days that matter as an iCalendar file, for the calendar a person looks at every day. */
export function writeCalendar(milestones: readonly Milestone[], today: LocalDate, language: Language): string {
  const calendar = new ICAL.Component('vcalendar')
  calendar.addPropertyWithValue('version', '2.0')
  calendar.addPropertyWithValue('prodid', '-//Keepsake//Our days//EN')
  for (const milestone of milestones) {
    if (milestone.start.precision !== 'day') continue
    const { rules, others } = rulesOf(milestone)
    for (const rule of rules.length === 0 ? [null] : rules) {
      calendar.addSubcomponent(toEvent(milestone, { date: milestone.start.date, rule, summary: titleOf(milestone) }))
    }
    const range = { from: today, to: addDays(today, writtenAhead) }
    for (const occurrence of occurrencesIn({ ...milestone, recurrences: others }, range)) {
      if (occurrence.sense.kind === 'first') continue
      const summary = `${titleOf(milestone)} · ${dayWords[language].sense(occurrence.sense)}`
      calendar.addSubcomponent(toEvent(milestone, { date: occurrence.date, rule: null, summary, occurrence }))
    }
  }
  return `${calendar.toString()}\r\n`
}

function toEvent(
  milestone: Milestone,
  of: {
    readonly date: LocalDate
    readonly rule: string | null
    readonly summary: string
    readonly occurrence?: Occurrence
  },
): ICAL.Component {
  const event = new ICAL.Component('vevent')
  const suffix = of.occurrence
    ? `-${of.date}-${of.occurrence.sense.kind}`
    : of.rule === null
      ? ''
      : `-${of.rule.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}`
  event.addPropertyWithValue('uid', `day-${milestone.id}-${milestone.createdAt}${suffix}@keepsake`)
  event.addPropertyWithValue('dtstamp', ICAL.Time.fromJSDate(new Date(milestone.createdAt), true))
  event.addPropertyWithValue('summary', of.summary)
  event.addPropertyWithValue('dtstart', ICAL.Time.fromDateString(of.date))
  event.addPropertyWithValue('transp', 'TRANSPARENT')
  if (of.rule !== null) event.addPropertyWithValue('rrule', ICAL.Recur.fromString(of.rule))
  event.addPropertyWithValue(ownProperty, JSON.stringify(OwnDay.parse(milestone)))
  for (const reminder of milestone.muted ? [] : milestone.reminders)
    event.addSubcomponent(toAlarm(reminder, of.summary))
  return event
}

function toAlarm({ daysBefore, time }: Reminder, description: string): ICAL.Component {
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  const alarm = new ICAL.Component('valarm')
  alarm.addPropertyWithValue('action', 'DISPLAY')
  alarm.addPropertyWithValue('description', description)
  alarm.addPropertyWithValue('trigger', ICAL.Duration.fromSeconds((hours * 60 + minutes) * 60 - daysBefore * 86_400))
  return alarm
}

/** What a calendar file gave: `simplified` are days whose rule is more than ours can say and that came as one day. */
export type ReadCalendar = { found: MilestoneFields[]; leftOut: number; simplified: number }

/** The days of an iCalendar file; throws INVALID_INPUT where it is none. */
export function readCalendar(text: string): ReadCalendar {
  const found: MilestoneFields[] = []
  const own = new Set<string>()
  let leftOut = 0
  let simplified = 0
  for (const event of eventsOf(text)) {
    const mine = event && ownDayOf(event)
    if (mine) {
      const key = JSON.stringify(mine)
      if (!own.has(key)) found.push({ ...emptyFields, ...mine })
      own.add(key)
      continue
    }
    const day = event && foreignDayOf(event)
    if (day === null) leftOut += 1
    else {
      found.push(day.fields)
      if (day.isSimplified) simplified += 1
    }
  }
  return { found, leftOut, simplified }
}

/** What no file says of a day. */
export const emptyFields = {
  emoji: null,
  pictureId: null,
  companionId: null,
  muted: false,
  note: '',
  messageIds: [],
  letter: false,
} satisfies Partial<MilestoneFields>

/** The events of a file; where the library refuses the whole of it, those that stand by themselves, and null for others. */
function eventsOf(text: string): (ICAL.Component | null)[] {
  const all = parsedEvents(text)
  if (all) return all
  const [, ...begun] = text.split(/^BEGIN:VEVENT[ \t\r]*$/im)
  const events = begun.map((rest) => {
    const [event = '', after] = rest.split(/^END:VEVENT[ \t\r]*$/im, 2)
    if (after === undefined) return null
    return parsedEvents(`BEGIN:VCALENDAR\r\nBEGIN:VEVENT${event}END:VEVENT\r\nEND:VCALENDAR`)?.[0] ?? null
  })
  if (events.every((event) => event === null)) throw new AppError('INVALID_INPUT', { fields: ['text'] })
  return events
}

function parsedEvents(text: string): ICAL.Component[] | null {
  try {
    const parsed: unknown = ICAL.parse(text)
    const roots = z.array(z.unknown()).min(1).parse(parsed)
    // One calendar is an array that begins with its name; several are an array of such.
    const calendars = typeof roots[0] === 'string' ? [roots] : roots
    return calendars.flatMap((calendar) => new ICAL.Component(calendar as string[]).getAllSubcomponents('vevent'))
  } catch {
    return null
  }
}

function ownDayOf(event: ICAL.Component): z.infer<typeof OwnDay> | null {
  const value = event.getFirstPropertyValue(ownProperty)
  if (typeof value !== 'string') return null
  try {
    return OwnDay.parse(JSON.parse(value))
  } catch {
    return null
  }
}

type ForeignDay = { readonly fields: MilestoneFields; readonly isSimplified: boolean }

/** Null for an event that is no day, or whose date or rule is none: the library reads them only when they are asked for. */
function foreignDayOf(event: ICAL.Component): ForeignDay | null {
  try {
    return readForeignDay(event)
  } catch {
    return null
  }
}

function readForeignDay(event: ICAL.Component): ForeignDay | null {
  const start = event.getFirstPropertyValue('dtstart')
  const title = String(event.getFirstPropertyValue('summary') ?? '')
    .trim()
    .slice(0, 200)
  // Another time of one occurrence is no day of its own.
  if (!(start instanceof ICAL.Time) || title === '' || event.hasProperty('recurrence-id')) return null
  const date = start.toString().slice(0, 10)
  const rule = readRule(event.getFirstPropertyValue('rrule'), date)
  const fields = MilestoneFields.safeParse({
    ...emptyFields,
    title,
    kind: 'custom',
    start: { date, precision: 'day', time: start.isDate ? null : start.toString().slice(11, 16), zone: null },
    recurrences: rule === null || rule === 'beyond-us' ? [] : [rule],
    countFrom: 1,
    reminders: [{ daysBefore: 0, time: '09:00' }],
    note: String(event.getFirstPropertyValue('description') ?? '').slice(0, 20_000),
  } satisfies MilestoneFields)
  return fields.success ? { fields: fields.data, isSimplified: rule === 'beyond-us' } : null
}
