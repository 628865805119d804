import type { Changes } from '#core/changes.ts'
import { AppError } from '#core/errors.ts'
import type { SettingsRepository } from '#core/settings/settings-repository.ts'
import { withoutUndefined } from '#core/without-undefined.ts'
import {
  DaySettings,
  type AgendaEntry,
  type CalendarDay,
  type DayPreview,
  type OpenReminder,
  type Today,
} from '#shared/model/agenda.ts'
import type { Language } from '#shared/languages.ts'
import type { CompanionId, MilestoneId } from '#shared/model/ids.ts'
import type { LocalDate, Milestone, MilestoneFields, RemovedMilestone } from '#shared/model/milestone.ts'
import { agendaOf, monthOf, nameOf, previewOf, todayOf } from './agenda.ts'
import { readCalendar, writeCalendar } from './calendar-file.ts'
import { readDays, writeDays } from './days-file.ts'
import { daysBetween, localDateAt } from './local-date.ts'
import type { MilestoneRepository } from './milestone-repository.ts'
import type { Recurring } from './recurrence.ts'
import type { ReminderPlace, ReminderRepository } from './reminder-repository.ts'

const settingsKey = 'days'
const longestAgenda = 1_200
/** So long a removed day can be put back. */
const keptRemovedMs = 30 * 86_400_000

/** Whoever reads Chinese expects the lunar day beside the solar one, as on any calendar on the wall. */
const defaultSettings = (language: Language): DaySettings => ({
  layers: [],
  lunar: language !== 'en',
  quiet: { from: '22:00', to: '08:00' },
  notify: true,
  whenLocked: 'nothing',
})

/** The changed fields of a milestone; what is left out stays. */
export type MilestoneUpdate = { readonly [Field in keyof MilestoneFields]?: MilestoneFields[Field] | undefined }

/** Days that matter, when they come round, and what was told of them. */
export type Milestones = {
  readonly list: () => Milestone[]
  readonly create: (fields: MilestoneFields) => Milestone
  readonly update: (input: { readonly id: MilestoneId; readonly fields: MilestoneUpdate }) => Milestone
  readonly remove: (input: { readonly id: MilestoneId }) => void
  readonly restore: (input: { readonly id: MilestoneId }) => Milestone
  readonly removed: () => RemovedMilestone[]
  readonly discard: (input: { readonly id: MilestoneId }) => void
  readonly agenda: (input: {
    readonly from: LocalDate
    readonly to: LocalDate
    readonly companionId?: CompanionId | null | undefined
  }) => AgendaEntry[]
  readonly preview: (fields: Recurring) => DayPreview
  readonly month: (input: { readonly year: number; readonly month: number }) => CalendarDay[]
  /** Days of this companion and of nobody in particular; with null, of everybody. */
  readonly today: (input: { readonly companionId: CompanionId | null }) => Today
  readonly openReminders: () => OpenReminder[]
  readonly snooze: (input: ReminderPlace & { readonly until: number }) => void
  readonly done: (input: ReminderPlace) => void
  readonly settings: () => DaySettings
  readonly setSettings: (update: Partial<{ [Key in keyof DaySettings]: DaySettings[Key] | undefined }>) => DaySettings
  readonly writeCalendar: (input: { readonly companionId?: CompanionId | undefined }) => { text: string }
  readonly writeDays: (input: { readonly companionId?: CompanionId | undefined }) => { text: string }
  /** Our own JSON as well. */
  readonly readCalendar: (input: { readonly text: string }) => {
    found: MilestoneFields[]
    leftOut: number
    simplified: number
  }
}

export type MilestonesParts = {
  readonly repository: MilestoneRepository
  readonly reminders: ReminderRepository
  readonly settings: SettingsRepository
  readonly changes: Changes
  readonly now: () => number
  readonly timeZone: () => string
  readonly language: () => Language
}

export function createMilestones(parts: MilestonesParts): Milestones {
  const { repository, reminders, changes, now, timeZone } = parts
  repository.dropRemoved({ before: now() - keptRemovedMs })

  const settings = (): DaySettings => parts.settings.get(settingsKey, DaySettings) ?? defaultSettings(parts.language())

  function changed(kind: 'created' | 'updated' | 'deleted', id?: MilestoneId): void {
    changes.emit({ entity: 'milestone', kind, ...(id === undefined ? {} : { id }) })
  }

  function those(companionId: CompanionId | null | undefined): Milestone[] {
    return repository.list().filter((one) => companionId === undefined || one.companionId === companionId)
  }

  function answer(place: ReminderPlace, until: number | null): void {
    reminders.answer(place, until)
    changed('updated', place.milestoneId)
  }

  return {
    list: repository.list,
    create: (fields) => {
      const milestone = repository.create(fields, now())
      changed('created', milestone.id)
      return milestone
    },
    update: ({ id, fields }) => {
      const { id: _, createdAt: __, ...present } = repository.get(id)
      const milestone = repository.update(id, { ...present, ...withoutUndefined(fields) })
      changed('updated', id)
      return milestone
    },
    remove: ({ id }) => {
      repository.setRemoved(id, now())
      changed('deleted', id)
    },
    restore: ({ id }) => {
      repository.setRemoved(id, null)
      changed('created', id)
      return repository.get(id)
    },
    removed: () => {
      // A vault may stay open for longer than that.
      repository.dropRemoved({ before: now() - keptRemovedMs })
      return repository.removed()
    },
    discard: ({ id }) => {
      repository.dropRemoved({ id })
      changed('deleted', id)
    },
    agenda: ({ from, to, companionId }) => {
      if (daysBetween(from, to) > longestAgenda) throw new AppError('INVALID_INPUT', { fields: ['to'] })
      return agendaOf(those(companionId), { from, to })
    },
    preview: (fields) => previewOf(fields, localDateAt(now(), timeZone())),
    month: (at) => monthOf(repository.list(), settings(), at),
    today: ({ companionId }) => {
      const known = repository
        .list()
        .filter((one) => companionId === null || one.companionId === null || one.companionId === companionId)
      return todayOf(known, settings(), localDateAt(now(), timeZone()))
    },
    openReminders: () => {
      const byId = new Map(repository.list().map((milestone) => [milestone.id, milestone]))
      return reminders.open().flatMap(({ milestoneId, date, daysBefore, time, senses, toldAt }) => {
        const milestone = byId.get(milestoneId)
        return milestone ? [{ ...nameOf(milestone), date, daysBefore, time, senses: [...senses], toldAt }] : []
      })
    },
    snooze: ({ until, ...place }) => answer(place, until),
    done: (place) => answer(place, null),
    settings,
    setSettings: (update) => {
      const next = { ...settings(), ...withoutUndefined(update) }
      parts.settings.set(settingsKey, next)
      changed('updated')
      return next
    },
    writeCalendar: ({ companionId }) => ({
      text: writeCalendar(those(companionId), localDateAt(now(), timeZone()), parts.language()),
    }),
    writeDays: ({ companionId }) => ({ text: writeDays(those(companionId)) }),
    readCalendar: ({ text }) => (text.trimStart().startsWith('{') ? readDays(text) : readCalendar(text)),
  }
}
