import type { Changes } from '#core/changes.ts'
import type { Companions } from '#core/companions/companions.ts'
import { AppError } from '#core/errors.ts'
import { listOf, jsonOf, textOf } from '#core/loose-json.ts'
import { askForJson } from '#core/model-work/ask-for-json.ts'
import { namesOf } from '#core/model-work/names.ts'
import { quotedLines } from '#core/model-work/quoted-lines.ts'
import { isQuotedFrom } from '#core/model-work/quotes.ts'
import { lineTokens } from '#core/model-work/sessions.ts'
import { promptBudget } from '#core/prompt/budget.ts'
import { languageOf } from '#core/prompt/language-of.ts'
import type { Providers } from '#core/providers/providers.ts'
import type { Database } from '#core/store/database.ts'
import { excerpt } from '#shared/excerpt.ts'
import { oneLine } from '#shared/one-line.ts'
import type { ModelBinding } from '#shared/model/companion.ts'
import type { CompanionId, Timestamp } from '#shared/model/ids.ts'
import type { LookedThrough, Unread } from '#shared/model/memory.ts'
import type { LocalDate } from '#shared/model/milestone.ts'
import type { Self } from '#shared/model/self.ts'
import { lookWords } from './look-words.ts'
import type { MemoryRepository } from './memory-repository.ts'
import type { SummaryRepository } from './summary-repository.ts'
import type { UnreadMessage, UnreadRepository } from './unread-repository.ts'

/**
 * Has a companion's model look through what was said since the last time: for things to remember, which are only taken
 * with words that stand in the message they name, and for a short summary, sentence by sentence with the messages it
 * rests on.
 */
export type LookThrough = AsyncDisposable & {
  /** What is unread, and what a look would send and cost; nothing leaves. */
  readonly unread: (input: { readonly companionId: CompanionId }) => Unread
  /** Throws PROVIDER_FAILED; then all is as before. */
  readonly look: (input: { readonly companionId: CompanionId }, signal?: AbortSignal) => Promise<LookedThrough>
}

/** One look reads at most so much: a few cents at most models' prices. */
const mostTokens = 12_000
const roomShare = 0.6
const mostMessages = 600
const mostFacts = 12
const mostSentences = 6
const mostCites = 12
const longestText = 400
/** Tokens of what is asked, and of an answer. */
const asking = 450
const answering = 950

/** What a model answered, as it gave it. */
type Told = { readonly facts: readonly unknown[]; readonly summary: readonly unknown[] }

/** What one look reads, and with which model. */
type Read = {
  readonly companionId: CompanionId
  readonly messages: readonly UnreadMessage[]
  readonly model: string
}

const nothing: LookedThrough = { read: 0, found: 0, unfound: 0, isTakenIn: false, sentences: 0, uncited: 0 }

export function createLookThrough({
  database,
  memories,
  summaries,
  takesIn,
  unread,
  companions,
  selfProfile,
  providers,
  fold,
  dateAt,
  changes,
  now,
}: {
  readonly database: Pick<Database, 'transaction'>
  readonly memories: Pick<MemoryRepository, 'add' | 'each'>
  readonly summaries: Pick<SummaryRepository, 'add'>
  /** Whether what is found waits for nobody. */
  readonly takesIn: (companionId: CompanionId) => boolean
  readonly unread: UnreadRepository
  readonly companions: Pick<Companions, 'get'>
  readonly selfProfile: () => Self
  readonly providers: Pick<Providers, 'describe' | 'stream' | 'explain'>
  /** Makes one of spellings that mean the same. */
  readonly fold: (text: string) => string
  /** The person's calendar day of a moment. */
  readonly dateAt: (time: Timestamp) => LocalDate
  readonly changes: Changes
  readonly now: () => Timestamp
}): LookThrough {
  const ending = new AbortController()
  const underWay = new Map<CompanionId, Promise<LookedThrough>>()

  function modelOf(binding: ModelBinding | null) {
    const model = binding && providers.describe(binding)
    return !binding || !model || model.isDemo ? null : { binding, model, room: promptBudget(model).room }
  }

  /** The oldest unread that fit, so that each look goes on where the last one ended; the first one begins near today. */
  function nextToRead(companionId: CompanionId, room: number): readonly UnreadMessage[] {
    const since = unread.readTo(companionId)
    const found =
      since === null ? unread.last(companionId, 0, mostMessages) : unread.first(companionId, since, mostMessages)
    const fitting: UnreadMessage[] = []
    let tokens = 0
    for (const message of since === null ? found.toReversed() : found) {
      tokens += lineTokens(message.text)
      if (tokens > room && fitting.length > 0) break
      fitting.push(message)
    }
    return since === null ? fitting.toReversed() : fitting
  }

  const roomOf = (room: number): number => Math.min(mostTokens, Math.floor(room * roomShare))

  async function look(companionId: CompanionId, signal: AbortSignal): Promise<LookedThrough> {
    const companion = companions.get(companionId)
    const reader = modelOf(companion.binding)
    if (!reader) throw new AppError('PROVIDER_FAILED', { problem: 'no-model' })
    const messages = nextToRead(companionId, roomOf(reader.room))
    const last = messages.at(-1)
    if (!last) return nothing
    const words = lookWords[languageOf(messages.map(({ text }) => text).join('\n'))]
    const names = namesOf(companion, { self: selfProfile(), person: words.person })
    const lines = quotedLines(
      messages.map(({ role, at, text }, index) => ({
        number: index + 1,
        at: dateAt(at),
        speaker: role === 'user' ? names.user : names.char,
        text: excerpt(text, reader.room),
      })),
    )
    const { value } = await askForJson({
      providers,
      binding: reader.binding,
      messages: [{ role: 'user', content: words.ask(names, lines) }],
      read: readTold,
      again: words.again,
      longestAnswer: answering * 4,
      signal,
    }).catch((error: unknown) => {
      signal.throwIfAborted()
      throw new AppError('PROVIDER_FAILED', { problem: providers.explain(error).code })
    })
    if (value === null) throw new AppError('PROVIDER_FAILED', { problem: 'malformed-stream' })
    return keep({ companionId, messages, model: reader.binding.model }, value, last.at)
  }

  function keepFacts(companionId: CompanionId, messages: readonly UnreadMessage[], facts: readonly unknown[]) {
    const isTakenIn = takesIn(companionId)
    let found = 0
    let unfound = 0
    const known = new Set(
      (['kept', 'proposed'] as const).flatMap((state) =>
        [...memories.each(companionId, state)].map(({ text }) => fold(text)),
      ),
    )
    for (const one of facts.slice(0, mostFacts)) {
      const { text, line, quote } = jsonOf(one)
      const message = messages[Number(/\d+/u.exec(textOf(line))?.[0]) - 1]
      const said = excerpt(oneLine(textOf(text)), longestText).trim()
      if (!message || said === '' || !isQuotedFrom(textOf(quote), message.text, fold)) {
        unfound += 1
        continue
      }
      if (known.has(fold(said))) continue
      known.add(fold(said))
      // The date is that of the message, and not what a model makes of it.
      const fields = { text: said, since: dateAt(message.at), until: null, pinned: false }
      const state = isTakenIn ? ('kept' as const) : ('proposed' as const)
      memories.add({ companionId, state, fields, messageIds: [message.id] }, now())
      found += 1
    }
    return { found, unfound, isTakenIn }
  }

  /** A sentence is kept when every line it cites was really read; one wrong number makes all of it doubtful. */
  function keepSummary(read: Read, told: readonly unknown[]) {
    const { companionId, model, messages } = read
    const all = told.slice(0, mostSentences).map((one) => {
      const { text, lines } = jsonOf(one)
      const cited = linesOf(lines).map((line) => messages[line - 1]?.id)
      const messageIds = cited.filter((id) => id !== undefined).slice(0, mostCites)
      const said = excerpt(oneLine(textOf(text)), longestText).trim()
      return said !== '' && cited.length > 0 && cited.every((id) => id !== undefined)
        ? { text: said, messageIds }
        : null
    })
    const sentences = all.filter((sentence) => sentence !== null)
    const [first, last] = [messages[0], messages.at(-1)]
    if (first && last && sentences.length > 0) {
      summaries.add({ companionId, from: dateAt(first.at), to: dateAt(last.at), model, sentences }, now())
    }
    return { sentences: sentences.length, uncited: all.length - sentences.length }
  }

  function keep(read: Read, { facts, summary }: Told, to: Timestamp): LookedThrough {
    const { companionId, messages } = read
    const kept = database.transaction(() => {
      unread.setReadTo(companionId, to)
      return { ...keepFacts(companionId, messages, facts), ...keepSummary(read, summary) }
    })
    changes.emit({ entity: 'memory', kind: 'created' })
    return { read: messages.length, ...kept }
  }

  return {
    unread: ({ companionId }) => {
      const reader = modelOf(companions.get(companionId).binding)
      const since = unread.readTo(companionId)
      const messages = reader ? nextToRead(companionId, roomOf(reader.room)) : []
      return {
        since: since === null ? null : dateAt(since),
        messages: unread.count(companionId, since ?? 0),
        read: messages.length,
        tokens: {
          prompt: asking + messages.reduce((sum, { text }) => sum + lineTokens(text), 0),
          completion: answering,
        },
        most: {
          prompt: asking + (reader ? roomOf(reader.room) : 0),
          completion: answering,
        },
        model: reader && {
          name: reader.binding.model,
          provider: reader.model.provider,
          price: reader.model.price,
          isNearby: reader.model.isNearby,
        },
      }
    },
    look: ({ companionId }, signal) => {
      const known = underWay.get(companionId)
      if (known) return known
      const stopped = AbortSignal.any([ending.signal, ...(signal ? [signal] : [])])
      const work = look(companionId, stopped).finally(() => underWay.delete(companionId))
      underWay.set(companionId, work)
      return work
    },
    async [Symbol.asyncDispose]() {
      ending.abort()
      await Promise.allSettled(underWay.values())
    },
  }
}

/** Small models leave one of the two out, or the object around. */
function readTold(json: unknown): Told | null {
  if (Array.isArray(json)) return { facts: json, summary: [] }
  const { facts, summary } = jsonOf(json)
  return facts === undefined && summary === undefined ? null : { facts: listOf(facts), summary: listOf(summary) }
}

/** The numbers of lines, in whatever form a model gives them. */
function linesOf(lines: unknown): number[] {
  return [lines].flat().flatMap((one) => (textOf(one).match(/\d+/gu) ?? []).map(Number))
}
