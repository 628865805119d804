import type { Message } from '#shared/model/message.ts'
import { spokenText } from '#shared/model/part.ts'
import type { SaidByBoth } from '#shared/model/story.ts'

const none = () => ({ messages: 0, characters: 0, words: 0 })
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Bopomofo}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/gu
const spelled = /[\p{L}\p{N}][\p{L}\p{N}\p{M}]*(?:['’]\p{M}*[\p{L}\p{N}][\p{L}\p{N}\p{M}]*)*/gu

/** Characters and words as two regular expressions find them. */
export const naiveCount = (text: string): { characters: number; words: number } => ({
  characters: text.match(unspaced)?.length ?? 0,
  words: text.replace(unspaced, ' ').match(spelled)?.length ?? 0,
})

/** The figures of messages, counted one by one with nothing kept, by the calendar of the language runtime. */
export const naiveYears = (messages: Iterable<Message>, zone: string) => {
  const parts = new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'short', timeZone: zone })
  const total: SaidByBoth = { yours: none(), theirs: none() }
  const days = new Map<string, SaidByBoth>()
  const hours = Array.from({ length: 24 }, () => 0)
  const models = new Map<string | null, number>()
  const times: number[] = []
  let undated = 0
  for (const { role, createdAt, hidden, deleted, parts: said, model } of messages) {
    if (hidden || deleted || said.length === 0 || (role !== 'user' && role !== 'assistant')) continue
    const who = role === 'user' ? 'yours' : 'theirs'
    const { characters, words } = naiveCount(spokenText(said))
    const counts = [total[who]]
    if (createdAt === null) undated += 1
    else {
      const [date = '', time = ''] = parts.format(createdAt).split(' ')
      const day = days.get(date) ?? { yours: none(), theirs: none() }
      days.set(date, day)
      counts.push(day[who])
      const hour = Number(time.slice(0, 2))
      hours[hour] = (hours[hour] ?? 0) + 1
      times.push(createdAt)
    }
    for (const count of counts) {
      count.messages += 1
      count.characters += characters
      count.words += words
    }
    if (who === 'theirs') models.set(model, (models.get(model) ?? 0) + 1)
  }
  return {
    total,
    undated,
    days: [...days].map(([date, day]) => ({ date, ...day })).toSorted((one, other) => (one.date < other.date ? -1 : 1)),
    hours,
    models,
    longest: longestOf(times),
  }
}

/** The most messages between which no four whole quarters of an hour are silent. */
const longestOf = (times: readonly number[]): number => {
  const quarters = times.map((time) => Math.floor(time / 900_000)).toSorted((one, other) => one - other)
  let most = 0
  let run = 0
  for (const [index, quarter] of quarters.entries()) {
    run = index > 0 && quarter - (quarters[index - 1] ?? 0) <= 4 ? run + 1 : 1
    most = Math.max(most, run)
  }
  return most
}
