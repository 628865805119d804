import type { Changes } from '#core/changes.ts'
import { AppError } from '#core/errors.ts'
import type { Log } from '#core/log.ts'
import type { Providers } from '#core/providers/providers.ts'
import type { ModelBinding } from '#shared/model/companion.ts'
import type { CompanionId, MessageId } from '#shared/model/ids.ts'
import type { MeaningEstimate, MeaningPause, MeaningStatus } from '#shared/model/meaning.ts'
import type { MeaningRepository, StoredMeaning } from './meaning-repository.ts'
import { createQuestions } from './questions.ts'
import { ModelChanged, readMeaning, type ReadingParts } from './read-meaning.ts'
import { createSignTable, type SignTable } from './sign-table.ts'
import { similarity } from './quantise.ts'

type One = { readonly companionId: CompanionId }

/** Messages found by what they mean; see shared/contract/meaning.ts. */
export type Meaning = AsyncDisposable & {
  readonly status: (input: One) => MeaningStatus | null
  readonly estimate: (input: One & { readonly binding: ModelBinding }) => MeaningEstimate
  readonly start: (input: One & { readonly binding: ModelBinding; readonly keepsUp: boolean }) => Promise<MeaningStatus>
  readonly pause: (input: One) => Promise<MeaningStatus>
  readonly resume: (input: One) => MeaningStatus
  readonly setKeepsUp: (input: One & { readonly keepsUp: boolean }) => MeaningStatus
  readonly forget: (input: One) => Promise<void>
  /** Reads what was just said, where the person wants that. */
  readonly keepUp: () => void
  /** Asks what a question means, so that `near` knows; null where nothing is to be asked. Never fails. */
  readonly prepare: (companionId: CompanionId, question: string, signal: AbortSignal) => Promise<void> | null
  /** What means something near to a question, the nearest first; nothing for one that was not prepared. */
  readonly near: (companionId: CompanionId, question: string) => readonly MessageId[]
  /** Settles when nothing is read any more. */
  readonly whenQuiet: () => Promise<void>
}

export type MeaningParts = ReadingParts & {
  readonly repository: MeaningRepository
  readonly providers: Pick<Providers, 'describe' | 'embed' | 'explain'>
  readonly changes: Changes
  readonly log: Log
  readonly stayAwake: () => void
}

type Job = { readonly cancel: AbortController; readonly ended: Promise<void> }

/** Tokens of a byte of text, whatever the script: Han takes three bytes and three quarters of a token. */
const tokensPerByte = 0.25
/** Candidates by their signs, and finds by their vectors. */
const mostCandidates = 500
const mostNear = 30
/** What comes at once in a greater number was not just said, and is read when the person has seen what it costs. */
const mostKeptUp = 200

export function createMeaning(parts: MeaningParts): Meaning {
  const { repository, providers, changes, log } = parts
  const jobs = new Map<CompanionId, Job>()
  const tables = new Map<CompanionId, SignTable>()
  const questions = createQuestions({ embed: providers.embed, log })
  repository.markInterrupted()

  function changed(companionId: CompanionId): void {
    changes.emit({ entity: 'meaning', id: companionId, kind: 'updated' })
  }

  /** Somebody waits for it, even if they do not touch anything. */
  function toldOf(companionId: CompanionId): void {
    parts.stayAwake()
    changed(companionId)
  }

  function stored(companionId: CompanionId): StoredMeaning {
    const meaning = repository.get(companionId)
    if (!meaning) throw new AppError('NOT_FOUND', { entity: 'meaning' })
    return meaning
  }

  function change(companionId: CompanionId, what: Partial<StoredMeaning>): void {
    repository.put({ ...stored(companionId), ...what })
    changed(companionId)
  }

  function bindingOf({ providerId, model }: StoredMeaning): ModelBinding | null {
    return providerId === null ? null : { providerId, model }
  }

  function describe(binding: ModelBinding) {
    const model = providers.describe(binding)
    if (!model || model.isDemo) throw new AppError('PROVIDER_FAILED', { problem: 'no-model' })
    return model
  }

  function status(companionId: CompanionId): MeaningStatus {
    const meaning = stored(companionId)
    const { state, pause, keepsUp, tokens } = meaning
    const binding = bindingOf(meaning)
    const { done, bytes } = repository.counts(companionId)
    return {
      binding,
      provider: binding && (providers.describe(binding)?.provider ?? null),
      state,
      pause,
      keepsUp,
      done,
      messages: done + repository.sizes(companionId).unread,
      tokens,
      bytes,
    }
  }

  /** Reads on until all is read, or it cannot; what it came to is in the vault either way. */
  function begin(companionId: CompanionId, after: number): void {
    const binding = bindingOf(stored(companionId))
    if (jobs.has(companionId) || binding === null) return
    const cancel = new AbortController()
    change(companionId, { state: 'running', pause: null })
    const read = { companionId, binding, after, signal: cancel.signal, table: () => tables.get(companionId) ?? null }
    const ended = readMeaning(parts, { ...read, told: () => toldOf(companionId) })
      .then(() => change(companionId, { state: 'ready', pause: null }))
      .catch((error: unknown) => {
        if (cancel.signal.aborted) return
        const pause = pauseOf(error)
        if (pause === 'unknown') log.error({ err: error }, 'reading for meaning stopped without a name for it')
        change(companionId, { state: 'paused', pause })
      })
      .finally(() => jobs.delete(companionId))
    jobs.set(companionId, { cancel, ended })
  }

  function pauseOf(error: unknown): MeaningPause {
    return error instanceof ModelChanged ? 'changed' : providers.explain(error).code
  }

  async function stop(companionId: CompanionId): Promise<void> {
    const job = jobs.get(companionId)
    job?.cancel.abort()
    await job?.ended
  }

  async function drop(companionId: CompanionId): Promise<void> {
    await stop(companionId)
    tables.delete(companionId)
    questions.forget()
    while (repository.removeSome(companionId)) await new Promise(setImmediate)
    repository.remove(companionId)
  }

  function tableOf({ companionId, dimensions }: StoredMeaning): SignTable {
    const known = tables.get(companionId)
    if (known) return known
    const table = createSignTable(Math.ceil((dimensions ?? 0) / 32))
    for (const { id, signs } of repository.eachSigns(companionId)) table.add(id, signs)
    tables.set(companionId, table)
    return table
  }

  /** An index that may ask: a paused one sends nothing. */
  function awake(companionId: CompanionId): { meaning: StoredMeaning; binding: ModelBinding } | null {
    const meaning = repository.get(companionId)
    const binding = meaning && bindingOf(meaning)
    return meaning && binding && meaning.state !== 'paused' && meaning.dimensions !== null ? { meaning, binding } : null
  }

  return {
    status: ({ companionId }) => (repository.get(companionId) ? status(companionId) : null),

    estimate({ companionId, binding }) {
      const { price, provider, isNearby } = describe(binding)
      const before = repository.get(companionId)
      const isSame = before?.providerId === binding.providerId && before.model === binding.model
      const { done } = repository.counts(companionId)
      const { messages, bytes, unread, unreadBytes } = repository.sizes(companionId)
      const toRead = isSame ? { messages: unread, bytes: unreadBytes } : { messages, bytes }
      const tokens = Math.ceil(toRead.bytes * tokensPerByte)
      return { messages: toRead.messages, tokens, price, provider, isNearby, replaces: isSame ? 0 : done }
    },

    async start({ companionId, binding, keepsUp }) {
      describe(binding)
      const before = repository.get(companionId)
      const isSame = before?.providerId === binding.providerId && before.model === binding.model
      if (before && (!isSame || before.pause === 'changed')) await drop(companionId)
      const fresh = { companionId, dimensions: null, state: 'paused', pause: null, tokens: 0 } as const
      repository.put({ ...fresh, ...repository.get(companionId), ...binding, keepsUp })
      begin(companionId, 0)
      return status(companionId)
    },

    async pause({ companionId }) {
      await stop(companionId)
      change(companionId, { state: 'paused', pause: 'person' })
      return status(companionId)
    },

    resume({ companionId }) {
      if (stored(companionId).pause !== 'changed') begin(companionId, 0)
      return status(companionId)
    },

    setKeepsUp({ companionId, keepsUp }) {
      change(companionId, { keepsUp })
      return status(companionId)
    },

    async forget({ companionId }) {
      await drop(companionId)
      changed(companionId)
    },

    keepUp() {
      for (const companionId of repository.keptUp()) {
        const after = repository.lastRead(companionId)
        const { length } = repository.unread(companionId, after, mostKeptUp + 1)
        if (length > 0 && length <= mostKeptUp) begin(companionId, after)
      }
    },

    prepare(companionId, question, signal) {
      const one = awake(companionId)
      return one && questions.ask(one.binding, question, signal)
    },

    near(companionId, question) {
      const one = awake(companionId)
      const asked = one && questions.known(one.binding, question)
      if (!asked || asked.vector.length !== one.meaning.dimensions) return []
      const candidates = tableOf(one.meaning).nearest(asked.signs, mostCandidates)
      const scored = repository
        .vectorsOf(companionId, candidates)
        .map(({ id, vector }) => ({ id, score: similarity(asked.vector, vector) }))
        .toSorted((a, z) => z.score - a.score || z.id - a.id)
      // Something is always nearest, and scores of models differ: only what stands out among the candidates is near.
      const [best, middle] = [scored[0]?.score ?? 0, scored[scored.length >> 1]?.score ?? 0]
      const enough = best - (best - middle) / 2
      return scored
        .filter(({ score }) => score >= enough)
        .slice(0, mostNear)
        .map(({ id }) => id)
    },

    async whenQuiet() {
      await Promise.all([...jobs.values()].map(({ ended }) => ended))
    },

    async [Symbol.asyncDispose]() {
      await Promise.all([...jobs.keys()].map(stop))
      repository.markInterrupted()
    },
  }
}
