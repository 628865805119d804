import type { TFunction } from 'i18next'
import type { MemoryFields } from '#shared/model/memory.ts'
import type { Formats } from '#renderer/i18n/format.ts'

/** When a memory holds, in words; null where nothing is said of it. */
export function memoryDates(
  { since, until }: Pick<MemoryFields, 'since' | 'until'>,
  formats: Formats,
  t: TFunction<['memory', 'common']>,
): string | null {
  // At noon of the day here, so that no zone makes another day of it.
  const day = (date: string) => formats.date(new Date(`${date}T12:00`).getTime())
  if (since !== null && until !== null) return t('memory:dates.between', { from: day(since), to: day(until) })
  if (since !== null) return day(since)
  return until === null ? null : t('memory:dates.until', { date: day(until) })
}
