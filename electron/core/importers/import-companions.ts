import type { z } from 'zod'
import type { ImportTarget } from '#shared/contract/imports.ts'
import { Profile } from '#shared/model/companion.ts'
import type { CompanionId, ImportRunId } from '#shared/model/ids.ts'
import type { Companions } from '../companions/companions.ts'
import { AppError } from '../errors.ts'
import type { Database } from '../store/database.ts'
import type { ImportRunRepository } from './import-run-repository.ts'

export type Target = z.infer<typeof ImportTarget>

/** To whom imports belong, and the companions that were made for them. */
export type ImportCompanions = {
  /** Whose an import is going to be; somebody new is made by `note`, once there is a run to note it on. */
  readonly choose: (target: Target) => { readonly id: CompanionId | null; readonly note: (run: ImportRunId) => void }
  /** The companion that was made for a run whose content is out again, where there is nothing else of them. */
  readonly left: (run: ImportRunId) => CompanionId | null
  /** Removes that one. Throws NOT_FOUND where there is none. */
  readonly remove: (run: ImportRunId) => void
}

export function createImportCompanions(deps: {
  readonly database: Pick<Database, 'transaction'>
  readonly runs: ImportRunRepository
  readonly companions: Pick<Companions, 'get' | 'create' | 'isBare' | 'remove'>
}): ImportCompanions {
  const { database, runs, companions } = deps

  function left(run: ImportRunId): CompanionId | null {
    const { state, madeCompanionId, progress, receipt } = runs.get(run)
    const isOut = state === 'undone' || (state === 'cancelled' && receipt === null && progress.messages === 0)
    if (!isOut || madeCompanionId === null) return null
    return companions.isBare(madeCompanionId, ['import_run', 'model_answer', 'look_habit']) ? madeCompanionId : null
  }

  return {
    choose(target) {
      if (target.kind === 'nobody') return { id: null, note: () => undefined }
      if (target.kind === 'companion') return { id: companions.get(target.companionId).id, note: () => undefined }
      const profile = Profile.parse({ name: target.name, description: '', greeting: '' })
      const { id } = companions.create({ profile, binding: null })
      return { id, note: (run) => runs.setMadeCompanion(run, id) }
    },
    left,
    remove(run) {
      const companionId = left(run)
      if (companionId === null) throw new AppError('NOT_FOUND', { entity: 'companion' })
      database.transaction(() => {
        runs.forgetCompanion(companionId)
        companions.remove(companionId)
      })
    },
  }
}
