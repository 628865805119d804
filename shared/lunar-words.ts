import type { Language } from './languages.ts'
import type { LunarDay } from './model/milestone.ts'

const months = ['正', '二', '三', '四', '五', '六', '七', '八', '九', '十', '冬', '腊'] as const
const digits = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十'] as const

/** The name of a lunar month: `闰六月`, in English `leap month 6`. */
export function lunarMonthName({ month, leap }: Pick<LunarDay, 'month' | 'leap'>, language: Language): string {
  if (language === 'en') return `${leap ? 'leap ' : ''}month ${month}`
  const isTraditional = language === 'zh-Hant'
  const name = month === 12 && isTraditional ? '臘' : (months[month - 1] ?? '')
  return `${leap ? (isTraditional ? '閏' : '闰') : ''}${name}月`
}

/** The name of a day of a lunar month: `初八`, `廿九`; in English its number. */
export function lunarDayName({ day }: Pick<LunarDay, 'day'>, language: Language): string {
  if (language === 'en') return String(day)
  const unit = digits[(day - 1) % 10] ?? ''
  if (day <= 10) return `初${unit}`
  if (day === 20) return '二十'
  if (day === 30) return '三十'
  return `${day < 20 ? '十' : '廿'}${unit}`
}

/** A lunar day in words: `腊月廿九`, in English `day 29 of lunar month 12`. */
export function lunarName(lunar: LunarDay, language: Language): string {
  if (language === 'en') return `day ${lunar.day} of lunar ${lunarMonthName(lunar, language)}`
  return lunarMonthName(lunar, language) + lunarDayName(lunar, language)
}
