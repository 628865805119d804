import { dayWords } from '#core/milestones/day-words.ts'
import { festivalNames } from '#shared/festival-names.ts'
import type { Language } from '#shared/languages.ts'
import { lunarName } from '#shared/lunar-words.ts'
import type { Today } from '#shared/model/agenda.ts'
import { oneLine } from '#shared/one-line.ts'
import { paragraph, wholeOrLeftOut, type SectionBuilder } from '../section.ts'
import { dateIn } from './date-words.ts'

/** A day further off than this is not near. */
const nearDays = 14
const countsAtMost = 8

/** The days that matter to the two of them, as they stand today: counts, what is today, what is near. */
export const daysSection: SectionBuilder = {
  rank: 20,
  build: ({ days, language }, room) => {
    if (days === null) return []
    return wholeOrLeftOut(paragraph('days', daysLines(days, language).join('\n')), room)
  },
}

function daysLines(today: Today, language: Language): string[] {
  const say = phrases[language]
  const { join, sense, inDays } = dayWords[language]
  const counts = today.counts
    .slice(0, countsAtMost)
    .map(({ title, start, days, countFrom }) =>
      say.count(oneLine(title), dateIn(language, start), sense(countOf(days, countFrom))),
    )
  const now = [
    ...today.entries.map((entry) => say.what(oneLine(entry.title), sense(entry.sense))),
    ...today.festivals.map((id) => festivalNames[id][language]),
  ]
  const near = today.next
    .filter((entry) => entry.inDays <= nearDays)
    .map((entry) => say.near(oneLine(entry.title), inDays(entry.inDays), dateIn(language, entry.date)))
  return [
    ...(counts.length > 0 ? [say.counts(join(counts))] : []),
    ...(now.length > 0 ? [say.today(join(now))] : []),
    ...(near.length > 0 ? [say.coming(join(near))] : []),
    ...(today.showsLunar ? [say.lunar(lunarName(today.lunar, language))] : []),
  ]
}

function countOf(count: number, countFrom: 0 | 1) {
  return { kind: countFrom === 1 ? ('day-number' as const) : ('days' as const), count }
}

type Phrases = {
  readonly count: (title: string, start: string, count: string) => string
  readonly what: (title: string, sense: string) => string
  readonly near: (title: string, when: string, date: string) => string
  readonly counts: (list: string) => string
  readonly today: (list: string) => string
  readonly coming: (list: string) => string
  readonly lunar: (name: string) => string
}

const phrases: Record<Language, Phrases> = {
  en: {
    count: (title, start, count) => `“${title}” (since ${start}; today is ${count})`,
    what: (title, sense) => `“${title}” (${sense})`,
    near: (title, when, date) => `“${title}” ${when} (${date})`,
    counts: (list) => `Days that matter to them: ${list}.`,
    today: (list) => `Today: ${list}.`,
    coming: (list) => `Coming: ${list}.`,
    lunar: (name) => `By the lunar calendar today is ${name}.`,
  },
  'zh-Hans': {
    count: (title, start, count) => `“${title}”（从${start}算起，今天是${count}）`,
    what: (title, sense) => `“${title}”（${sense}）`,
    near: (title, when, date) => `“${title}”，${when}（${date}）`,
    counts: (list) => `对方在意的日子：${list}。`,
    today: (list) => `今天：${list}。`,
    coming: (list) => `快到的日子：${list}。`,
    lunar: (name) => `今天是农历${name}。`,
  },
  'zh-Hant': {
    count: (title, start, count) => `「${title}」（從${start}算起，今天是${count}）`,
    what: (title, sense) => `「${title}」（${sense}）`,
    near: (title, when, date) => `「${title}」，${when}（${date}）`,
    counts: (list) => `對方在意的日子：${list}。`,
    today: (list) => `今天：${list}。`,
    coming: (list) => `快到的日子：${list}。`,
    lunar: (name) => `今天是農曆${name}。`,
  },
}
