import { LunarDay as TymeDay, LunarMonth, LunarYear, SolarDay } from 'tyme4ts'
import type { LunarDate } from '#shared/model/agenda.ts'
import type { LocalDate } from '#shared/model/milestone.ts'

/** The lunar day of a calendar day; its year begins at the spring festival. */
export function toLunar(date: LocalDate): LunarDate {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number)
  const lunar = SolarDay.fromYmd(year, month, day).getLunarDay()
  const lunarMonth = lunar.getLunarMonth()
  return {
    year: lunar.getYear(),
    month: Math.abs(lunarMonth.getMonthWithLeap()),
    day: lunar.getDay(),
    leap: lunarMonth.isLeap(),
  }
}

/** The calendar day of a lunar day; null where that year has no such month or that month no such day. */
export function fromLunar({ year, month, day, leap }: LunarDate): LocalDate | null {
  if (leap && leapMonthOf(year) !== month) return null
  if (day > daysInLunarMonth({ year, month, leap })) return null
  return toDate(TymeDay.fromYmd(year, leap ? -month : month, day))
}

/** The number of the month that a lunar year has twice; null in a year of twelve. */
export function leapMonthOf(year: number): number | null {
  return LunarYear.fromYear(year).getLeapMonth() || null
}

/** 29 or 30. The leap month must exist. */
export function daysInLunarMonth(at: {
  readonly year: number
  readonly month: number
  readonly leap: boolean
}): number {
  return LunarMonth.fromYm(at.year, at.leap ? -at.month : at.month).getDayCount()
}

/** The last evening of a lunar year (除夕): the day before the next year begins, whether that is the 29th or the 30th. */
export function lunarEveOf(year: number): LocalDate {
  return toDate(TymeDay.fromYmd(year + 1, 1, 1).next(-1))
}

/** New moons so near to midnight that reckonings of equal standing begin the month on different days. */
const nearMidnight: readonly (readonly [from: LocalDate, to: LocalDate])[] = [
  ['2057-09-28', '2057-10-27'],
  ['2089-09-04', '2089-10-03'],
  ['2097-08-07', '2097-09-05'],
]

/** Whether the lunar reckoning of a day may differ by one elsewhere. */
export function isLunarUnsure(date: LocalDate): boolean {
  return nearMidnight.some(([from, to]) => date >= from && date <= to)
}

function toDate(day: TymeDay): LocalDate {
  const solar = day.getSolarDay()
  const pad = (value: number, length: number) => String(value).padStart(length, '0')
  return `${pad(solar.getYear(), 4)}-${pad(solar.getMonth(), 2)}-${pad(solar.getDay(), 2)}`
}
