import type { Changes } from '#core/changes.ts'
import type { CompanionId, SummaryId, Timestamp } from '#shared/model/ids.ts'
import type { Summary } from '#shared/model/summary.ts'
import { createForgetLater } from './forget-later.ts'
import type { SummaryRepository } from './summary-repository.ts'

/** Summaries as windows use them; see shared/contract/summaries.ts. */
export type Summaries = Disposable & {
  readonly list: (query: {
    readonly companionId: CompanionId
    readonly before: SummaryId | null
    readonly limit: number
  }) => { readonly summaries: Summary[]; readonly more: boolean }
  readonly update: (input: { readonly id: SummaryId; readonly ownText: string | null }) => Summary
  readonly forget: (input: { readonly id: SummaryId }) => void
  readonly restore: (input: { readonly id: SummaryId }) => void
}

export function createSummaries({
  repository,
  changes,
  now,
}: {
  readonly repository: SummaryRepository
  readonly changes: Changes
  readonly now: () => Timestamp
}): Summaries {
  const forgetting = createForgetLater(repository, now)
  const changed = (kind: 'created' | 'updated' | 'deleted') => changes.emit({ entity: 'memory', kind })
  return {
    list: ({ companionId, before, limit }) => {
      const summaries: Summary[] = []
      let isBelow = before === null
      for (const summary of repository.each(companionId)) {
        if (isBelow && summaries.length === limit) return { summaries, more: true }
        if (isBelow) summaries.push(summary)
        isBelow ||= summary.id === before
      }
      return { summaries, more: false }
    },
    update: ({ id, ownText }) => {
      repository.get(id)
      repository.setOwnText(id, ownText)
      changed('updated')
      return repository.get(id)
    },
    forget: ({ id }) => {
      forgetting.forget(repository.get(id).id)
      changed('deleted')
    },
    restore: ({ id }) => {
      forgetting.restore(id)
      changed('created')
    },
    [Symbol.dispose]: () => forgetting[Symbol.dispose](),
  }
}
