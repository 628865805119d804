import type { Changes } from '#core/changes.ts'
import type { Draft } from '#shared/model/draft.ts'
import type { ConversationId } from '#shared/model/ids.ts'
import type { DraftRepository } from './draft-repository.ts'

/**
 * Drafts that several windows write at. Each state of a draft has a mark: who replaces a state says which one they knew,
 * and replaces no other, so that no window writes over words that it has not seen.
 */
export type SharedDrafts = DraftRepository & {
  readonly markOf: (conversationId: ConversationId) => string
  /** False, and nothing is stored, where the draft is no longer the one of `base`. */
  readonly replace: (
    conversationId: ConversationId,
    draft: Draft,
    marks: { readonly base?: string | undefined; readonly mark?: string | undefined },
  ) => boolean
}

export function createSharedDrafts({
  repository,
  changes,
  now,
}: {
  readonly repository: DraftRepository
  readonly changes: Pick<Changes, 'emit'>
  readonly now: () => number
}): SharedDrafts {
  const opened = now()
  const marks = new Map<ConversationId, string>()
  let made = 0

  function mark(conversationId: ConversationId, own: string | undefined): string {
    // Never one of an earlier session, which some window may still know.
    const next = own ?? `${opened}-${++made}`
    marks.set(conversationId, next)
    return next
  }

  const set: SharedDrafts['set'] = (conversationId, draft, at) => {
    repository.set(conversationId, draft, at)
    mark(conversationId, undefined)
    changes.emit({ entity: 'draft', conversationId, kind: 'updated' })
  }
  const markOf = (conversationId: ConversationId) => marks.get(conversationId) ?? mark(conversationId, undefined)

  return {
    ...repository,
    set,
    markOf,
    replace: (conversationId, draft, { base, mark: own }) => {
      if (base !== undefined && base !== markOf(conversationId)) return false
      set(conversationId, draft, now())
      if (own !== undefined) mark(conversationId, own)
      return true
    },
  }
}
