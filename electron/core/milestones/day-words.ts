import type { Language } from '#shared/languages.ts'
import type { OccurrenceSense } from '#shared/model/milestone.ts'

/** What is said of a day outside of the window: in a notification, a calendar file, a prompt. */
type DayWords = {
  readonly sense: (sense: OccurrenceSense) => string
  /** 0 for today. */
  readonly inDays: (days: number) => string
  readonly join: (words: readonly string[]) => string
  readonly missed: string
  /** Said instead of a title while the vault is locked. */
  readonly discreet: string
}

const plural = (count: number, unit: string): string => `${count} ${unit}${count === 1 ? '' : 's'}`

const english: Record<Exclude<OccurrenceSense['kind'], 'first' | 'eve'>, (count: number) => string> = {
  years: (count) => plural(count, 'year'),
  months: (count) => plural(count, 'month'),
  weeks: (count) => plural(count, 'week'),
  days: (count) => plural(count, 'day'),
  'lunar-years': (count) => `${plural(count, 'year')} by the lunar calendar`,
  'day-number': (count) => `day ${count}`,
}

export const dayWords: Record<Language, DayWords> = {
  en: {
    sense: (sense) => {
      if (sense.kind === 'first') return 'the day itself'
      return sense.kind === 'eve' ? "Lunar New Year's Eve" : english[sense.kind](sense.count)
    },
    inDays: (days) => (days === 0 ? 'today' : days === 1 ? 'tomorrow' : `in ${days} days`),
    join: (words) => words.join(', '),
    missed: 'Days that came while Keepsake was closed',
    discreet: 'A day that matters to you',
  },
  'zh-Hans': chinese(
    { lunar: '农历', number: '个', week: '周', eve: '除夕', first: '就是这一天' },
    {
      missed: 'Keepsake 没开着的时候，有这些日子来过',
      discreet: '今天是你在意的日子',
      after: '天后',
    },
  ),
  'zh-Hant': chinese(
    { lunar: '農曆', number: '個', week: '週', eve: '除夕', first: '就是這一天' },
    {
      missed: 'Keepsake 沒開著的時候，有這些日子來過',
      discreet: '今天是你在意的日子',
      after: '天後',
    },
  ),
}

function chinese(
  word: Readonly<Record<'lunar' | 'number' | 'week' | 'eve' | 'first', string>>,
  said: { readonly missed: string; readonly discreet: string; readonly after: string },
): DayWords {
  return {
    sense: (sense) => {
      switch (sense.kind) {
        case 'first':
          return word.first
        case 'eve':
          return word.eve
        case 'years':
          return `${sense.count}${word.week}年`
        case 'months':
          return `${sense.count}${word.number}月`
        case 'weeks':
          return `${sense.count}${word.week}`
        case 'days':
          return `${sense.count}天`
        case 'lunar-years':
          return `${word.lunar}${sense.count}${word.week}年`
        case 'day-number':
          return `第${sense.count}天`
      }
    },
    inDays: (days) => (days === 0 ? '今天' : days === 1 ? '明天' : `${days}${said.after}`),
    join: (words) => words.join('、'),
    missed: said.missed,
    discreet: said.discreet,
  }
}
