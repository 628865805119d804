import { SearchMoonPhase, SearchSunLongitude } from 'astronomy-engine'

/** A lunar month as astronomy gives it: its first calendar day in China, its number, and whether it is put in. */
export type AstronomicalMonth = { readonly first: string; readonly month: number; readonly leap: boolean }

const dayMs = 86_400_000

/** Until 1929 the day in China began by the sun of Beijing, 14 min 20 s after it begins today. */
const chineseDay = (date: Date): number => {
  const offset = date.getTime() < Date.UTC(1929, 0, 1) ? 27_940_000 : 28_800_000
  return Math.floor((date.getTime() + offset) / dayMs)
}
const isoDay = (day: number): string => new Date(day * dayMs).toISOString().slice(0, 10)

function newMoonDays(fromYear: number, toYear: number): number[] {
  const days: number[] = []
  let at = new Date(Date.UTC(fromYear, 0, 1))
  while (at.getUTCFullYear() <= toYear) {
    const moon = SearchMoonPhase(0, at, 40)?.date
    if (!moon) throw new Error('no new moon')
    days.push(chineseDay(moon))
    at = new Date(moon.getTime() + 25 * dayMs)
  }
  return days
}

function majorTermDays(fromYear: number, toYear: number): { readonly day: number; readonly longitude: number }[] {
  const terms: { day: number; longitude: number }[] = []
  let at = new Date(Date.UTC(fromYear, 0, 10))
  let longitude = 300
  while (at.getUTCFullYear() <= toYear) {
    const term = SearchSunLongitude(longitude, at, 40)?.date
    if (!term) throw new Error('no solar term')
    terms.push({ day: chineseDay(term), longitude })
    at = new Date(term.getTime() + 25 * dayMs)
    longitude = (longitude + 30) % 360
  }
  return terms
}

/**
 * The months of the Chinese calendar rebuilt from the positions of moon and sun by the rules of GB/T 33661: the month
 * of the winter solstice is the eleventh, and where thirteen lie between two of them the first without a major solar
 * term is put in.
 */
export function astronomicalMonths(fromYear: number, toYear: number): AstronomicalMonth[] {
  const moons = newMoonDays(fromYear - 2, toYear + 2)
  const terms = majorTermDays(fromYear - 2, toYear + 2)
  const monthOf = (day: number) => moons.findLastIndex((moon) => moon <= day)
  const solstices = terms.filter(({ longitude }) => longitude === 270).map(({ day }) => monthOf(day))
  const withTerm = new Set(terms.map(({ day }) => monthOf(day)))
  const months: AstronomicalMonth[] = []
  for (const [index, start] of solstices.entries()) {
    const end = solstices[index + 1]
    if (end === undefined) break
    let number = 11
    let hasLeap = end - start === 12
    for (let at = start; at < end; at += 1) {
      const leap = !hasLeap && at > start && !withTerm.has(at)
      if (leap) hasLeap = true
      else if (at > start) number = (number % 12) + 1
      months.push({ first: isoDay(moons[at] ?? 0), month: number, leap })
    }
  }
  return months.filter(({ first }) => Number(first.slice(0, 4)) >= fromYear && Number(first.slice(0, 4)) <= toYear)
}
