import { z } from 'zod'
import { AppError } from '#core/errors.ts'
import { MilestoneFields, type Milestone } from '#shared/model/milestone.ts'
import { emptyFields, type ReadCalendar } from './calendar-file.ts'

/** Pictures, messages and companions are known by numbers of this vault, which mean nothing elsewhere. */
const KeptDay = MilestoneFields.omit({ pictureId: true, messageIds: true, companionId: true })
const DaysFile = z.object({
  keepsake: z.literal('days'),
  version: z.literal(1),
  days: z.array(z.unknown()).max(10_000),
})

/** Days that matter as JSON, for another Keepsake or for one's own keeping. */
export function writeDays(milestones: readonly Milestone[]): string {
  const days = milestones.map((milestone) => KeptDay.parse(milestone))
  return `${JSON.stringify({ keepsake: 'days', version: 1, days }, null, 2)}\n`
}

/** The days of such a file; throws INVALID_INPUT where it is none. */
export function readDays(text: string): ReadCalendar {
  const days = daysIn(text)
  const found = days.flatMap((day) => {
    const read = KeptDay.safeParse(day)
    return read.success ? [{ ...emptyFields, ...read.data }] : []
  })
  return { found, leftOut: days.length - found.length, simplified: 0 }
}

function daysIn(text: string): readonly unknown[] {
  try {
    return DaysFile.parse(JSON.parse(text)).days
  } catch {
    throw new AppError('INVALID_INPUT', { fields: ['text'] })
  }
}
