import type { FestivalId, FestivalLayer, LocalDate } from '#shared/model/milestone.ts'
import { byDate } from './local-date.ts'
import { fromLunar, lunarEveOf } from './lunar.ts'
import type { DateRange } from './recurrence.ts'

type Rule =
  | { readonly lunar: readonly [month: number, day: number] }
  | { readonly solar: string }
  | { readonly eve: true }

const festivals: readonly (readonly [id: FestivalId, layer: FestivalLayer, rule: Rule])[] = [
  ['lunar-eve', 'chinese', { eve: true }],
  ['spring-festival', 'chinese', { lunar: [1, 1] }],
  ['lantern', 'chinese', { lunar: [1, 15] }],
  ['dragon-boat', 'chinese', { lunar: [5, 5] }],
  ['qixi', 'chinese', { lunar: [7, 7] }],
  ['mid-autumn', 'chinese', { lunar: [8, 15] }],
  ['double-ninth', 'chinese', { lunar: [9, 9] }],
  ['520', 'chinese', { solar: '05-20' }],
  ['new-year', 'western', { solar: '01-01' }],
  ['valentine', 'western', { solar: '02-14' }],
  ['white-day', 'western', { solar: '03-14' }],
  ['christmas-eve', 'western', { solar: '12-24' }],
  ['christmas', 'western', { solar: '12-25' }],
]

export type Festival = { readonly id: FestivalId; readonly date: LocalDate }

/** The feasts of these layers in a range, oldest first. */
export function festivalsIn(layers: readonly FestivalLayer[], range: DateRange): Festival[] {
  const found: Festival[] = []
  // A lunar year reaches into the next solar one, so the year before the range has feasts in it as well.
  for (let year = Number(range.from.slice(0, 4)) - 1; year <= Number(range.to.slice(0, 4)); year += 1) {
    for (const [id, layer, rule] of festivals) {
      const date = dateOf(rule, year)
      if (layers.includes(layer) && date >= range.from && date <= range.to) found.push({ id, date })
    }
  }
  return found.toSorted(byDate)
}

function dateOf(rule: Rule, year: number): LocalDate {
  if ('solar' in rule) return `${String(year).padStart(4, '0')}-${rule.solar}`
  if ('eve' in rule) return lunarEveOf(year)
  const [month, day] = rule.lunar
  const date = fromLunar({ year, month, day, leap: false })
  if (date === null) throw new Error('a feast falls on no day of the calendar')
  return date
}
