import type { Changes } from '#core/changes.ts'
import { AppError } from '#core/errors.ts'
import type { HistoryRepository, HistoryRow } from '#core/letter-draft/history-repository.ts'
import type { Log } from '#core/log.ts'
import { askForJson } from '#core/model-work/ask-for-json.ts'
import { keepAsking } from '#core/model-work/keep-asking.ts'
import { namesOf } from '#core/model-work/names.ts'
import { quotedLines } from '#core/model-work/quoted-lines.ts'
import type { HistorySession } from '#core/model-work/sessions.ts'
import { promptBudget } from '#core/prompt/budget.ts'
import type { Providers } from '#core/providers/providers.ts'
import type { Search } from '#core/search/search.ts'
import { excerpt } from '#shared/excerpt.ts'
import type { Language } from '#shared/languages.ts'
import type { Companion, ModelBinding } from '#shared/model/companion.ts'
import type { DeepLook, LookEstimate, LookSpan } from '#shared/model/deep-look.ts'
import type { CompanionId } from '#shared/model/ids.ts'
import type { Self } from '#shared/model/self.ts'
import { localDateAt } from '../local-date.ts'
import type { FoundDayRepository } from './found-day-repository.ts'
import { likelySessions, partsOf, type LookPart, type PartMessage } from './look-parts.ts'
import { lookQuestions, type LookNames } from './look-question.ts'
import { readFoundDays, type DaysNamedIn, type ShownLine } from './read-found-days.ts'

/** What was said of it before it began; more than this is not sent. */
export type LookAgreed = { readonly messages: number; readonly tokens: number }

type LookOf = { readonly companionId: CompanionId; readonly span: LookSpan }

/** Has the companion's model read for days that matter: nothing is sent before somebody saw how much and agreed. */
export type DeepLooks = AsyncDisposable & {
  /** Null where the companion has no model that could read. Nothing is sent. */
  readonly estimate: (of: LookOf, signal?: AbortSignal) => Promise<LookEstimate | null>
  /** Begins and answers at once. Throws INVALID_INPUT where more would be sent than was agreed to, or one goes on. */
  readonly begin: (of: LookOf & { readonly agreed: LookAgreed }) => Promise<DeepLook>
  /** The one that goes on, or the last one since the vault was opened. */
  readonly state: (of: { readonly companionId: CompanionId }) => DeepLook | null
  /** What was found so far stays, and is not paid for again. */
  readonly stop: (of: { readonly companionId: CompanionId }) => void
}

export type DeepLookParts = {
  readonly companion: (id: CompanionId) => Companion
  readonly providers: Pick<Providers, 'describe' | 'stream' | 'explain'>
  readonly history: Pick<HistoryRepository, 'byIds' | 'page'>
  readonly readAll: (companionId: CompanionId, signal: AbortSignal) => Promise<HistorySession<PartMessage>[]>
  readonly search: Search['searchMessages']
  readonly found: FoundDayRepository
  readonly selfProfile: () => Self
  readonly daysNamedIn: DaysNamedIn
  readonly fold: (text: string) => string
  readonly language: () => Language
  readonly timeZone: () => string
  readonly now: () => number
  readonly random: (bytes: number) => Uint8Array
  /** Somebody waits for this, though nobody touches anything. */
  readonly stayAwake: () => void
  readonly changes: Changes
  readonly log: Log
}

/** More at once makes a model miss what stands in the middle. */
const longestPart = { hosted: 8_000, nearby: 3_000 }
/** Of what is asked around the lines, and of an answer that holds a few days. */
const questionTokens = 380
const answerTokens = 220
const longestAnswer = 3_000
const longestLine = 2_000
/** So much more than was agreed to may come in between without asking again. */
const slack = 1.05

type Plan = { readonly binding: ModelBinding; readonly estimate: LookEstimate; readonly parts: readonly LookPart[] }

export function createDeepLooks(parts: DeepLookParts): DeepLooks {
  const { companion, providers, history, readAll, search, found, changes, log, language, timeZone, now } = parts
  const looks = new Map<CompanionId, { look: DeepLook; readonly stop: AbortController; work: Promise<void> }>()
  /** Being counted before they begin, so that two presses are one look. */
  const beginning = new Set<CompanionId>()
  const closing = new AbortController()

  async function planOf({ companionId, span }: LookOf, signal: AbortSignal): Promise<Plan | null> {
    const { binding } = companion(companionId)
    const model = binding && providers.describe(binding)
    if (!binding || !model || model.isDemo) return null
    const longest = model.isNearby ? longestPart.nearby : longestPart.hosted
    const room = Math.max(256, Math.min(longest, promptBudget(model).room - questionTokens - answerTokens))
    const sessions =
      span === 'everything'
        ? await readAll(companionId, signal)
        : await likelySessions({ search, history }, companionId, signal)
    const all = partsOf(sessions, { room, model: binding.model, language: language() })
    const before = found.readParts(companionId)
    const left = all.filter(({ key }) => !before.has(key))
    const countOf = (those: readonly LookPart[]) => those.reduce((sum, { messages }) => sum + messages.length, 0)
    const estimate: LookEstimate = {
      model: binding.model,
      provider: model.provider,
      isNearby: model.isNearby,
      messages: countOf(left),
      parts: left.length,
      tokens: {
        prompt: left.reduce((sum, { tokens }) => sum + tokens + questionTokens, 0),
        completion: left.length * answerTokens,
      },
      price: model.price,
      readBefore: countOf(all) - countOf(left),
    }
    return { binding, estimate, parts: left }
  }

  function change(companionId: CompanionId, next: Partial<DeepLook>): void {
    const entry = looks.get(companionId)
    if (!entry) return
    entry.look = { ...entry.look, ...next }
    changes.emit({ entity: 'milestone', kind: 'updated' })
  }

  async function read(companionId: CompanionId, plan: Plan, signal: AbortSignal): Promise<void> {
    const question = lookQuestions[language()]
    const names = namesOf(companion(companionId), { self: parts.selfProfile(), person: question.person })
    for (const part of plan.parts) {
      parts.stayAwake()
      const rows = new Map(history.byIds(part.messages).map((row) => [row.id, row]))
      const there = part.messages.flatMap((id) => rows.get(id) ?? [])
      const lines = new Map(there.map((row, index) => [index + 1, shownLine(row)]))
      const quoted = there.map((row, index) => ({
        number: index + 1,
        at: lines.get(index + 1)?.date ?? '',
        speaker: speakerOf(row, companionId, names),
        text: excerpt(row.text, longestLine),
      }))
      const { value, spent } = await keepAsking(
        () =>
          askForJson({
            providers,
            binding: plan.binding,
            messages: [{ role: 'user', content: question.ask(names, quotedLines(quoted)) }],
            read: (json) =>
              readFoundDays(json, {
                lines,
                daysNamedIn: parts.daysNamedIn,
                fold: parts.fold,
              }),
            again: question.again,
            longestAnswer,
            signal,
          }),
        { explain: providers.explain, random: parts.random, signal },
      )
      const { look } = looks.get(companionId) ?? {}
      if (!look) return
      const { model } = plan.binding
      const added = value && found.keep({ companionId, key: part.key, model, days: value.days, at: now() })
      change(companionId, {
        partsDone: look.partsDone + 1,
        found: look.found + (added ?? 0),
        unfound: look.unfound + (value?.unfound ?? 0),
        unread: look.unread + (value === null ? 1 : 0),
        spent: {
          prompt: look.spent.prompt + spent.prompt,
          completion: look.spent.completion + spent.completion,
        },
      })
    }
  }

  function shownLine({ id, text, at }: HistoryRow): ShownLine {
    return { id, text, at, date: at === null ? null : localDateAt(at, timeZone()) }
  }

  return {
    estimate: async (of, signal = closing.signal) => (await planOf(of, signal))?.estimate ?? null,
    begin: async ({ agreed, ...of }) => {
      const { companionId } = of
      if (beginning.has(companionId) || looks.get(companionId)?.look.state === 'running') {
        throw new AppError('INVALID_INPUT', { fields: ['companionId'] })
      }
      beginning.add(companionId)
      const plan = await planOf(of, closing.signal).finally(() => beginning.delete(companionId))
      if (!plan) throw new AppError('PROVIDER_FAILED', { problem: 'no-model' })
      const { messages, tokens, parts: count, model } = plan.estimate
      const isMore =
        messages > agreed.messages * slack || tokens.prompt + tokens.completion > agreed.tokens * slack + answerTokens
      if (isMore) throw new AppError('INVALID_INPUT', { fields: ['agreed'] })
      const stop = new AbortController()
      const look: DeepLook = {
        ...of,
        model,
        state: 'running',
        parts: count,
        partsDone: 0,
        found: 0,
        unfound: 0,
        unread: 0,
        spent: { prompt: 0, completion: 0 },
        problem: null,
      }
      const signal = AbortSignal.any([stop.signal, closing.signal])
      const entry = { look, stop, work: Promise.resolve() }
      looks.set(companionId, entry)
      entry.work = read(companionId, plan, signal).then(
        () => change(companionId, { state: 'done' }),
        (error: unknown) => {
          if (signal.aborted) return change(companionId, { state: 'stopped' })
          const { code } = providers.explain(error)
          if (code === 'unknown') log.error({ err: error }, 'looking for days failed')
          change(companionId, { state: 'failed', problem: code })
        },
      )
      changes.emit({ entity: 'milestone', kind: 'updated' })
      return entry.look
    },
    state: ({ companionId }) => looks.get(companionId)?.look ?? null,
    stop: ({ companionId }) => looks.get(companionId)?.stop.abort(),
    [Symbol.asyncDispose]: async () => {
      closing.abort()
      await Promise.all([...looks.values()].map(({ work }) => work))
    },
  }
}

/** In a room, others speak as well. */
function speakerOf(row: HistoryRow, companionId: CompanionId, { user, char }: LookNames): string {
  if (row.role === 'user') return user
  return row.companionId === null || row.companionId === companionId ? char : (row.author ?? '?')
}
