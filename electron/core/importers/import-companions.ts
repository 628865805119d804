import type { z } from 'zod'
import type { ImportTarget, NameTarget } from '#shared/contract/imports.ts'
import { Profile } from '#shared/model/companion.ts'
import type { Belonging } from '#shared/model/import-run.ts'
import type { CompanionId, ImportRunId } from '#shared/model/ids.ts'
import type { Companions } from '../companions/companions.ts'
import { AppError } from '../errors.ts'
import type { Database } from '../store/database.ts'
import type { ImportRunRepository } from './import-run-repository.ts'

export type Target = z.infer<typeof ImportTarget>

/** Whose an import is going to be: by the name that alone answers in a conversation, and all others. */
export type Chosen = { readonly companionId: CompanionId | null; readonly belongs: readonly Belonging[] }

/** To whom imports belong, and the companions that were made for them. */
export type ImportCompanions = {
  /** Finds those whose an import is going to be, and makes who is new. */
  readonly choose: (
    target: Target,
    each?: readonly NameTarget[],
  ) => Chosen & { readonly note: (run: ImportRunId) => void }
  /** The companions that were made for a run whose content is out again, where there is nothing else of them. */
  readonly left: (run: ImportRunId) => CompanionId[]
  /** Removes those. Throws NOT_FOUND where there are none. */
  readonly remove: (run: ImportRunId) => void
}

export function createImportCompanions(deps: {
  readonly database: Pick<Database, 'transaction'>
  readonly runs: ImportRunRepository
  readonly companions: Pick<Companions, 'get' | 'create' | 'isBare' | 'remove'>
}): ImportCompanions {
  const { database, runs, companions } = deps

  function left(run: ImportRunId): CompanionId[] {
    const { state, madeCompanionId, progress, receipt, preview } = runs.get(run)
    const isOut = state === 'undone' || (state === 'cancelled' && receipt === null && progress.messages === 0)
    if (!isOut) return []
    const made = (preview?.belongs ?? []).flatMap(({ companionId, isMade }) => (isMade ? (companionId ?? []) : []))
    return [...new Set([...(madeCompanionId === null ? [] : [madeCompanionId]), ...made])].filter((id) =>
      companions.isBare(id, ['import_run', 'model_answer', 'look_habit']),
    )
  }

  return {
    choose: (target, each = []) =>
      database.transaction(() => {
        const made = new Map<string, CompanionId>()
        const idOf = (one: Target): CompanionId | null => {
          if (one.kind === 'nobody') return null
          if (one.kind === 'companion') return companions.get(one.companionId).id
          const profile = Profile.parse({ name: one.name, description: '', greeting: '' })
          const id = made.get(profile.name) ?? companions.create({ profile, binding: null }).id
          made.set(profile.name, id)
          return id
        }
        const companionId = idOf(target)
        const belongs = each.map((one) => {
          return { name: one.name, companionId: idOf(one.target), isMade: one.target.kind === 'new' }
        })
        const isMade = target.kind === 'new' && companionId !== null
        return {
          companionId,
          belongs,
          note: (run) => (isMade ? runs.setMadeCompanion(run, companionId) : undefined),
        }
      }),
    left,
    remove(run) {
      const all = left(run)
      if (all.length === 0) throw new AppError('NOT_FOUND', { entity: 'companion' })
      database.transaction(() => {
        for (const companionId of all) {
          runs.forgetCompanion(companionId)
          companions.remove(companionId)
        }
      })
    },
  }
}
