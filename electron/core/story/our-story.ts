import type { Changes } from '#core/changes.ts'
import { AppError } from '#core/errors.ts'
import type { Log } from '#core/log.ts'
import type { Database } from '#core/store/database.ts'
import type { CompanionId, ConversationId, MessageId, Timestamp } from '#shared/model/ids.ts'
import type { DayMessage } from '#shared/model/agenda.ts'
import type { LocalDate } from '#shared/model/milestone.ts'
import type { Counted, SharedWords, Talk, Years } from '#shared/model/story.ts'
import { quarterMs, type SpokenRow } from './block.ts'
import { createLocalQuarters, daysFrom, spanOf, todayIn } from './local-quarters.ts'
import { findSharedWords, type PlainWords } from './shared-words.ts'
import type { BlockPlace, StoryRepository } from './story-repository.ts'
import { tellYears, type LongestTalk } from './tell-years.ts'

/** The years with a companion; see shared/contract/story.ts. */
export type OurStory = Disposable & {
  readonly years: (input: { readonly companionId: CompanionId }) => Promise<Years>
  readonly counted: (input: { readonly companionId: CompanionId }) => Counted
  readonly sharedWords: (input: { readonly companionId: CompanionId }) => Promise<SharedWords>
  readonly firstOf: (input: {
    readonly companionId: CompanionId
    readonly date: LocalDate
  }) => { readonly conversationId: ConversationId; readonly messageId: MessageId } | null
}

/** Messages counted in one transaction: some milliseconds, between which a conversation can go on. */
const messagesAtOnce = 1_024
/** Blocks out of which words are taken in one go. */
const blocksAtOnce = 16
/** Messages whose words are looked at; about so many take a second at most. */
const wordsRead = 3_000
const longestText = 400

export function createOurStory({
  database,
  repository,
  companionIds,
  plain,
  changes,
  log,
  now,
  timeZone,
}: {
  readonly database: Database
  readonly repository: StoryRepository
  readonly companionIds: () => readonly CompanionId[]
  readonly plain: PlainWords
  readonly changes: Changes
  readonly log: Log
  readonly now: () => Timestamp
  readonly timeZone: () => string
}): OurStory {
  const closing = new AbortController()
  const counting = new Map<CompanionId, Promise<void>>()

  /** Whoever asks meanwhile, in a second window or for the words, waits for the same count. */
  function countAll(companionId: CompanionId): Promise<void> {
    const going = counting.get(companionId) ?? countMissing(companionId).finally(() => counting.delete(companionId))
    counting.set(companionId, going)
    return going
  }

  async function countMissing(companionId: CompanionId): Promise<void> {
    // Words may come while others are counted.
    for (let missing = repository.uncounted(companionId); missing.length > 0;) {
      const places = missing.values()
      for (let done = false; !done;) {
        // The figures and what they count are one state, though an import may be writing beside this.
        done = database.transaction(() => countSome(places))
        if (!done) await nextTurn()
      }
      missing = repository.uncounted(companionId)
    }
  }

  function countSome(places: Iterator<BlockPlace>): boolean {
    for (let room = messagesAtOnce; room > 0;) {
      const next = places.next()
      if (next.done === true) return true
      room -= 1 + repository.count(next.value)
    }
    return false
  }

  async function nextTurn(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve))
    if (closing.signal.aborted) throw new AppError('VAULT_LOCKED')
  }

  /** A large import is counted when it is in, rather than by who opens the page first. */
  async function countAhead(): Promise<void> {
    for await (const { entity, id, kind } of changes.watch(closing.signal)) {
      if (entity !== 'conversation' || kind !== 'created' || id !== undefined) continue
      for (const companionId of companionIds()) await countAll(companionId)
    }
  }

  function told(companionId: CompanionId, zone: string) {
    return tellYears(repository.blocks(companionId), companionId, createLocalQuarters(zone))
  }

  function firstMessage(companionId: CompanionId, date: LocalDate, zone: string): DayMessage | null {
    const { from, to } = spanOf(date, zone)
    const place = repository.firstBetween(companionId, from, to)
    const message = place && repository.message(place.messageId)
    if (!message) return null
    const { conversationId, messageId } = place
    return { id: messageId, conversationId, companionId, date, ...message, text: message.text.slice(0, longestText) }
  }

  function toTalk(companionId: CompanionId, { first, last, messages }: LongestTalk): Talk | null {
    const place = repository.firstBetween(companionId, first * quarterMs, (first + 1) * quarterMs)
    const to = repository.lastBetween(companionId, last * quarterMs, (last + 1) * quarterMs)
    if (place === null || to === null) return null
    const { conversationId, messageId, at } = place
    return { conversationId, messageId, from: at, to, messages }
  }

  countAhead().catch((error: unknown) => {
    if (!closing.signal.aborted) log.warn({ err: error }, 'what came in could not be counted ahead')
  })

  return {
    years: async ({ companionId }) => {
      await countAll(companionId)
      const zone = timeZone()
      const today = todayIn(zone, now())
      const { longest, ...figures } = told(companionId, zone)
      const [begun] = figures.days
      return {
        zone,
        today,
        first: begun ? firstMessage(companionId, begun.date, zone) : null,
        // Times of an import may lie ahead of this machine's clock.
        daysSince: begun ? Math.max(0, daysFrom(begun.date, today)) : null,
        longest: longest && toTalk(companionId, longest),
        ...figures,
      }
    },
    counted: ({ companionId }) => {
      const of = repository.places(companionId).length
      return { share: of === 0 ? 1 : 1 - repository.uncounted(companionId).length / of }
    },
    sharedWords: async ({ companionId }) => {
      await countAll(companionId)
      const { yours, theirs } = told(companionId, timeZone()).total
      const total = yours.messages + theirs.messages
      // What is odd takes from both who speak in turns.
      const step = Math.ceil(total / wordsRead) | 1
      const messages: Pick<SpokenRow, 'role' | 'text'>[] = []
      for (const [index, place] of repository.places(companionId).entries()) {
        if (index % blocksAtOnce === 0) await nextTurn()
        messages.push(...repository.everySoMany(companionId, place, step))
      }
      return { words: await findSharedWords(messages, plain), read: messages.length, total }
    },
    firstOf: ({ companionId, date }) => {
      const { from, to } = spanOf(date, timeZone())
      const place = repository.firstBetween(companionId, from, to)
      return place && { conversationId: place.conversationId, messageId: place.messageId }
    },
    [Symbol.dispose]: () => closing.abort(),
  }
}
