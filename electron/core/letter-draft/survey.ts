import type { HistorySurvey } from '#shared/contract/letter-draft.ts'
import { excerpt } from '#shared/excerpt.ts'
import type { Language } from '#shared/languages.ts'
import { oneLine } from '#shared/one-line.ts'
import type { PlannedSession } from './history.ts'
import type { HistoryRepository, HistoryRow } from './history-repository.ts'
import type { Moments } from './moments.ts'

/** Of each page, so many messages are looked at for words that come back. */
const sampledOfPage = 40
const mostWords = 12
const fewest = 3
const longestWords = 160
const dayMs = 86_400_000
/** Chinese words that come back in every talk and tell nothing of this one. */
const plainHan = new Set(
  `什么 我们 你们 他们 自己 这个 那个 这样 那样 这么 那么 怎么 为什么 因为 所以 但是 可是 不过 如果 就是 还是 没有 不是 可以 一个 一下 一点 一样 知道 觉得
   现在 今天 时候 有点 真的 已经 然后 或者 而且 不会 不要 什麼 我們 你們 他們 這個 那個 這樣 那樣 這麼 那麼 怎麼 為什麼 因為 所以 但是 可是 不過 如果 就是 還是
   沒有 不是 可以 一個 一下 一點 一樣 知道 覺得 現在 今天 時候 有點 真的 已經 然後 或者 而且 不會 不要`.split(/\s+/u),
)

type Dated = { readonly id: HistoryRow['id']; readonly at: number }

/** Counts words that come back in a sample of messages, without those that come back everywhere. */
export function createWordCount(language: Language, isPlain: (word: string) => boolean) {
  const segmenter = new Intl.Segmenter(language, { granularity: 'word' })
  const counts = new Map<string, number>()
  return {
    hear(rows: readonly HistoryRow[]): void {
      for (const { text } of rows.slice(0, sampledOfPage)) {
        for (const { segment, isWordLike } of segmenter.segment(text.slice(0, 600))) {
          const word = segment.toLowerCase()
          if (isWordLike !== true || word.length < 2 || /^\d/u.test(word) || plainHan.has(word) || isPlain(word)) {
            continue
          }
          counts.set(word, (counts.get(word) ?? 0) + 1)
        }
      }
    },
    words: (): string[] =>
      [...counts]
        .filter(([, count]) => count >= fewest)
        .toSorted(([, left], [, right]) => right - left)
        .slice(0, mostWords)
        .map(([word]) => word),
  }
}

/** What a history holds by counting alone. */
export function surveyOf(
  sessions: readonly PlannedSession[],
  { history, moments }: { readonly history: Pick<HistoryRepository, 'byIds'>; readonly moments: Moments },
): Pick<
  HistorySurvey,
  'messages' | 'conversations' | 'sessions' | 'undated' | 'first' | 'last' | 'silence' | 'months'
> {
  const months = new Map<string, number>()
  let messages = 0
  let undated = 0
  const conversations = new Set<number>()
  let [first, last]: [Dated | null, Dated | null] = [null, null]
  let silence: { from: number; to: number } | null = null
  // Session by session, which are in order and never silent for long inside: nothing is sorted, whatever the length.
  for (const { from, messages: said } of sessions) {
    messages += said.length
    if (from !== null) {
      const month = moments.date(from).slice(0, 7)
      months.set(month, (months.get(month) ?? 0) + said.length)
      if (last !== null && from - last.at > (silence === null ? 0 : silence.to - silence.from)) {
        silence = { from: last.at, to: from }
      }
    }
    for (const { id, at, conversationId } of said) {
      conversations.add(conversationId)
      if (at === null) undated += 1
      else {
        if (first === null || at < first.at) first = { id, at }
        if (last === null || at > last.at) last = { id, at }
      }
    }
  }
  const moment = (message: Dated | null) => {
    const [row] = message ? history.byIds([message.id]) : []
    if (!message || !row) return null
    const { id: messageId, conversationId } = row
    return { messageId, conversationId, date: moments.date(message.at), text: excerpt(oneLine(row.text), longestWords) }
  }
  return {
    messages,
    conversations: conversations.size,
    sessions: sessions.length,
    undated,
    first: moment(first),
    last: moment(last),
    silence: silence && {
      from: moments.date(silence.from),
      to: moments.date(silence.to),
      days: Math.floor((silence.to - silence.from) / dayMs),
    },
    months: [...months].map(([month, count]) => ({ month, messages: count })),
  }
}
