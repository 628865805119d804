import type { LunarDay, Recurrence } from '#shared/model/milestone.ts'

/** What each way to come round begins as. */
export function newRecurrence(kind: Recurrence['kind'], on: LunarDay): Recurrence {
  switch (kind) {
    case 'yearly':
      return { kind, feb29: 'feb28' }
    case 'monthly':
      return { kind, monthEnd: 'clamp' }
    case 'every-days':
      return { kind, days: 30 }
    case 'day-counts':
      return { kind, counts: [100, 365, 520, 1000], every: null }
    case 'lunar-yearly':
      return { kind, on, leapMonth: on.leap ? 'leap-if-there' : 'ordinary', shortMonth: 'last-day' }
    case 'weekly':
    case 'lunar-eve':
      return { kind }
  }
}

/** The same recurrences where the lunar day they keep is that of another date. */
export function keptOn(recurrences: readonly Recurrence[], on: LunarDay): Recurrence[] {
  return recurrences.map((one) => (one.kind === 'lunar-yearly' ? { ...one, on } : one))
}
