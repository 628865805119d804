import type { Changes } from '#core/changes.ts'
import type { Companions } from '#core/companions/companions.ts'
import { AppError } from '#core/errors.ts'
import type { Log } from '#core/log.ts'
import { jsonOf } from '#core/loose-json.ts'
import type { Providers } from '#core/providers/providers.ts'
import type { ModelBinding } from '#shared/model/companion.ts'
import type { CompanionId, Timestamp } from '#shared/model/ids.ts'
import type { LookHabit, LookHabitStatus } from '#shared/model/memory.ts'
import { FailureCode } from '#shared/model/message.ts'
import type { LookHabitRepository } from './look-habit-repository.ts'
import type { LookThrough } from './look-through.ts'
import type { UnreadRepository } from './unread-repository.ts'

/** Looks nobody asked for, as far as the person chose them; see `habit` in shared/contract/memories.ts. */
export type LookByItself = Disposable & {
  readonly habit: (input: { readonly companionId: CompanionId }) => LookHabitStatus
  readonly setHabit: (input: { readonly companionId: CompanionId; readonly habit: LookHabit }) => LookHabitStatus
  /** Looks where enough was said since; settles when that is done, and never fails. */
  readonly keepUp: () => Promise<void>
}

export function createLookByItself({
  repository,
  lookThrough,
  unread,
  companions,
  providers,
  changes,
  log,
  now,
}: {
  readonly repository: LookHabitRepository
  readonly lookThrough: Pick<LookThrough, 'look'>
  readonly unread: Pick<UnreadRepository, 'readTo' | 'count'>
  readonly companions: Pick<Companions, 'get'>
  readonly providers: Pick<Providers, 'describe'>
  readonly changes: Changes
  readonly log: Log
  readonly now: () => Timestamp
}): LookByItself {
  const ending = new AbortController()
  const { signal } = ending
  const failures = new Map<CompanionId, FailureCode>()

  /** What was agreed to holds for the model that was named then, and for no other that speaks later. */
  function paceOf(companionId: CompanionId): LookHabit['every'] {
    const { every, binding } = repository.get(companionId)
    return isSame(binding, companions.get(companionId).binding) ? every : null
  }

  function status(companionId: CompanionId): LookHabitStatus {
    const { takesIn } = repository.get(companionId)
    return { takesIn, every: paceOf(companionId), failure: failures.get(companionId) ?? null }
  }

  function isDue(companionId: CompanionId): boolean {
    const every = paceOf(companionId)
    const after = Math.max(unread.readTo(companionId) ?? 0, repository.get(companionId).countedFrom)
    return every !== null && unread.count(companionId, after) >= every
  }

  async function lookAt(companionId: CompanionId): Promise<void> {
    // Counted anew whatever comes of it, so that a model that fails is not asked after every reply.
    repository.put(companionId, { ...repository.get(companionId), countedFrom: now() })
    try {
      await lookThrough.look({ companionId }, signal)
      failures.delete(companionId)
    } catch (error) {
      if (signal.aborted) return
      const { data: problem } = FailureCode.safeParse(jsonOf(error instanceof AppError ? error.data : null)['problem'])
      if (problem === undefined) log.error({ err: error }, 'looking by itself stopped without a name for it')
      failures.set(companionId, problem ?? 'unknown')
    }
    changes.emit({ entity: 'memory', kind: 'updated' })
  }

  return {
    habit: ({ companionId }) => status(companionId),
    setHabit: ({ companionId, habit: { takesIn, every } }) => {
      const { binding } = companions.get(companionId)
      const model = binding && providers.describe(binding)
      if (every !== null && (!model || model.isDemo)) throw new AppError('PROVIDER_FAILED', { problem: 'no-model' })
      const { countedFrom } = repository.get(companionId)
      const begins = every !== null && paceOf(companionId) === null
      repository.put(companionId, {
        takesIn,
        every,
        binding: every === null ? null : binding,
        countedFrom: begins ? now() : countedFrom,
      })
      failures.delete(companionId)
      changes.emit({ entity: 'memory', kind: 'updated' })
      return status(companionId)
    },
    keepUp: async () => {
      if (signal.aborted) return
      await Promise.all(repository.looking().filter(isDue).map(lookAt))
    },
    [Symbol.dispose]: () => ending.abort(),
  }
}

function isSame(one: ModelBinding | null, other: ModelBinding | null): boolean {
  return one?.providerId === other?.providerId && one?.model === other?.model
}
