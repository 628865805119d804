import type { PastDaysRepository, PastMessage } from '#core/chat/past-days-repository.ts'
import type { Search } from '#core/search/search.ts'
import type { Speaker } from '#shared/model/companion.ts'
import type { DaySuggestion } from '#shared/model/agenda.ts'
import type { CompanionId, MessageId } from '#shared/model/ids.ts'
import type { MilestoneKind } from '#shared/model/milestone.ts'
import { byDate, localDateAt } from './local-date.ts'
import type { FoundDayRepository } from './look/found-day-repository.ts'

type Sign = { readonly kind: MilestoneKind; readonly phrases: readonly string[] }

/** What people say on such a day, in the words of both languages; the search folds scripts and case. */
const signs: readonly Sign[] = [
  {
    kind: 'first-love',
    phrases: ['"我爱你"', '"我喜欢你"', '"I love you"', '"in love with you"'],
  },
  {
    kind: 'together',
    phrases: [
      '"在一起吧"',
      '"在一起的第一天"',
      '"做我男朋友"',
      '"做我女朋友"',
      '"be my boyfriend"',
      '"be my girlfriend"',
    ],
  },
  {
    kind: 'wedding',
    phrases: ['"我们结婚"', '"嫁给我"', '"娶我"', '"我们的婚礼"', '"our wedding"', '"marry me"'],
  },
  { kind: 'birthday', phrases: ['"生日快乐"', '"happy birthday"'] },
]

/** Shorter than this, a silence is only life. */
const longSilenceDays = 14
const quoteLength = 200

export type SuggestionParts = {
  readonly past: PastDaysRepository
  readonly search: Search['searchMessages']
  readonly speakers: (companionId: CompanionId) => readonly Speaker[]
  /** Days that a model found when it was asked to look. */
  readonly found: FoundDayRepository['list']
  readonly timeZone: () => string
}

/**
 * Days that a companion's history seems to hold, by what was said and when, and those that a model found: oldest first.
 * Nothing is kept; whoever asks decides.
 */
export function suggestDays(parts: SuggestionParts, companionId: CompanionId): DaySuggestion[] {
  const { past, search, speakers, timeZone } = parts
  const dayOf = (time: number) => localDateAt(time, timeZone())
  const at = (message: PastMessage) => ({
    date: dayOf(message.createdAt),
    messageId: message.id,
    conversationId: message.conversationId,
    quote: message.text.slice(0, quoteLength),
  })

  const found: DaySuggestion[] = []
  const first = past.first(companionId)
  if (first)
    found.push({ ...nothing, ...at(first), key: `first ${first.id}`, reason: 'first-message', kind: 'first-message' })
  for (const { kind, phrases } of signs) {
    const said = firstSaid(search, phrases, companionId)
    if (said === null) continue
    const { messageId, conversationId, snippet: quote } = said.hit
    const place = { date: dayOf(said.at), messageId, conversationId, quote }
    found.push({ ...nothing, ...place, key: `${kind} ${messageId}`, reason: 'said', kind })
  }
  for (const { model, from } of speakers(companionId)) {
    if (model === null || from === null) continue
    const [message] = past.between({ from, to: from + 1, companionId, limit: 1 })
    if (!message || message.id === first?.id) continue
    found.push({ ...nothing, ...at(message), key: `model ${companionId} ${model}`, reason: 'first-of-model', model })
  }
  const silence = past.longestSilence(companionId)
  if (silence) {
    const { from, firstAfter } = silence
    const days = Math.floor((firstAfter.createdAt - from) / 86_400_000)
    if (days >= longSilenceDays) {
      found.push({ ...nothing, ...at(firstAfter), key: `silence ${firstAfter.id}`, reason: 'after-silence', days })
    }
  }
  const isKnown = (kind: MilestoneKind, id: MessageId) =>
    kind !== 'custom' && found.some((one) => one.kind === kind && one.messageId === id)
  for (const { messageId, date, kind, title, model, quoteStart, quoteLength } of parts.found(companionId)) {
    const [message] = isKnown(kind, messageId) ? [] : past.byIds([messageId])
    if (!message) continue
    const quote = message.text.slice(quoteStart, quoteStart + quoteLength)
    const place = { date, messageId, conversationId: message.conversationId, quote, days: null }
    found.push({
      ...place,
      key: `found ${messageId} ${date} ${kind}`,
      reason: 'found',
      kind,
      model,
      title: title || null,
    })
  }
  return found.toSorted(byDate)
}

const nothing = { kind: 'custom', model: null, title: null, days: null } as const

function firstSaid(search: Search['searchMessages'], phrases: readonly string[], companionId: CompanionId) {
  const hits = phrases.flatMap((query) => search({ query, companionId, limit: 1, from: 'oldest' }).hits)
  const dated = hits.flatMap((hit) => (hit.createdAt === null ? [] : [{ hit, at: hit.createdAt }]))
  return dated.toSorted((left, right) => left.at - right.at).at(0) ?? null
}
