import { askForJson } from '#core/model-work/ask-for-json.ts'
import { keepAsking } from '#core/model-work/keep-asking.ts'
import type { Providers } from '#core/providers/providers.ts'
import type { Database } from '#core/store/database.ts'
import type { ModelBinding } from '#shared/model/companion.ts'
import type { CompanionId, MessageId } from '#shared/model/ids.ts'
import type { PartFailure, PauseReason } from '#shared/model/letter-draft.ts'
import type { FailureCode, TokenUse } from '#shared/model/message.ts'
import type { AnswerRepository } from './answer-repository.ts'

/** One thing to ask a model. */
export type Call<Value> = {
  readonly key: string
  readonly prompt: string
  readonly again: string
  readonly read: (json: unknown) => Value | null
  /** What an answer of before is, that was kept as JSON. */
  readonly known: (output: unknown) => Value
  readonly cites: (value: Value) => Iterable<MessageId>
  readonly expected: TokenUse
}

export type CallEnd<Value> =
  | { readonly value: Value; readonly isNew: boolean }
  | { readonly value: null; readonly why: PartFailure['why'] }

/** Work stops here, for a reason that somebody can do something about, and goes on from here. */
export class Paused extends Error {
  readonly reason: PauseReason
  constructor(reason: PauseReason) {
    super(reason)
    this.reason = reason
  }
}

/** Asking on with something else would fail as well: the work waits until it can go on. */
const stopping = new Set<FailureCode>([
  'no-model',
  'no-key',
  'key-refused',
  'no-network',
  'proxy-failed',
  'tls-failed',
  'timeout',
  'model-gone',
  'region-blocked',
  'quota',
  'rate-limited',
])
/** So many that fail one after the other, or answer nothing, are not the fault of what they were asked. */
const mostFailures = 3
const longestAnswer = 6_000

export type PaidCallsParts = {
  readonly database: Pick<Database, 'transaction'>
  readonly answers: Pick<AnswerRepository, 'get' | 'keep'>
  readonly providers: Pick<Providers, 'stream' | 'explain'>
  readonly companionId: CompanionId
  readonly binding: ModelBinding
  readonly now: () => number
  readonly random: (bytes: number) => Uint8Array
  readonly signal: AbortSignal
  /** Why nothing more may begin; null while it may. `expected` is what would be spent beside what is under way. */
  readonly whyNot: (expected: TokenUse) => PauseReason | null
  /** Called in the transaction that keeps the answer, so that what is told as spent is what was spent. */
  readonly onPaid: (spent: TokenUse) => void
  readonly pause?: number
}

/**
 * Asks a model and keeps each answer at once under what was asked: the same is never asked, and paid, a second time.
 * What cannot be read, or is refused for what it holds, ends without a value; what stops everything throws `Paused`.
 */
export function createPaidCalls(parts: PaidCallsParts): <Value>(call: Call<Value>) => Promise<CallEnd<Value>> {
  const { database, answers, providers, companionId, binding, now, random, signal, whyNot, onPaid, pause } = parts
  let failures = 0
  let underWay: TokenUse = { prompt: 0, completion: 0 }

  return async <Value>(call: Call<Value>): Promise<CallEnd<Value>> => {
    const { key, expected } = call
    const before = answers.get(companionId, key)
    if (before) {
      return before.failure === null
        ? { value: call.known(before.output), isNew: false }
        : { value: null, why: before.failure }
    }
    const why = whyNot({
      prompt: underWay.prompt + expected.prompt,
      completion: underWay.completion + expected.completion,
    })
    if (why !== null) throw new Paused(why)
    underWay = { prompt: underWay.prompt + expected.prompt, completion: underWay.completion + expected.completion }
    const begun = now()

    function end(value: Value | null, failure: PartFailure['why'] | null, spent: TokenUse, isCounted: boolean): void {
      const measure = {
        estimated: expected,
        counted: isCounted ? spent : null,
        milliseconds: Math.max(0, now() - begun),
      }
      database.transaction(() => {
        const cites = value === null ? [] : call.cites(value)
        answers.keep({ companionId, key, failure, output: value, cites, measure, madeAt: now() })
        onPaid(spent)
      })
    }

    try {
      const messages = [{ role: 'user' as const, content: call.prompt }]
      const asking = { providers, binding, messages, read: call.read, again: call.again, longestAnswer, signal }
      const { value, spent, isCounted } = await keepAsking(() => askForJson(asking), {
        explain: providers.explain,
        random,
        signal,
        ...(pause !== undefined && { pause }),
      })
      failures = value === null ? failures + 1 : 0
      end(value, value === null ? 'unreadable' : null, spent, isCounted)
      if (value === null && failures >= mostFailures) throw new Paused('unreadable')
      return value === null ? { value: null, why: 'unreadable' } : { value, isNew: true }
    } catch (error) {
      signal.throwIfAborted()
      if (error instanceof Paused) throw error
      const { code } = providers.explain(error)
      failures += 1
      if (stopping.has(code) || failures >= mostFailures) throw new Paused(code)
      end(null, code, { prompt: 0, completion: 0 }, false)
      return { value: null, why: code }
    } finally {
      underWay = { prompt: underWay.prompt - expected.prompt, completion: underWay.completion - expected.completion }
    }
  }
}
