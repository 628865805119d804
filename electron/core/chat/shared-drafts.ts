import type { Changes } from '#core/changes.ts'
import type { Draft } from '#shared/model/draft.ts'
import type { ConversationId } from '#shared/model/ids.ts'
import type { DraftRepository } from './draft-repository.ts'

/**
 * Drafts that several windows write at. Each state of a draft has a revision: who replaces a state says which one they
 * knew, and replaces no other, so that no window writes over words that it has not seen.
 */
export type SharedDrafts = DraftRepository & {
  readonly revisionOf: (conversationId: ConversationId) => string
  /** False, and nothing is stored, where the draft is no longer the one of `base`. */
  readonly replace: (
    conversationId: ConversationId,
    draft: Draft,
    revisions: { readonly base?: string | undefined; readonly revision?: string | undefined },
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
  const revisions = new Map<ConversationId, string>()
  let made = 0

  function revise(conversationId: ConversationId, own: string | undefined): string {
    // Never one of an earlier session, which some window may still know.
    const next = own ?? `${opened}-${++made}`
    revisions.set(conversationId, next)
    return next
  }

  const set: SharedDrafts['set'] = (conversationId, draft, at) => {
    repository.set(conversationId, draft, at)
    revise(conversationId, undefined)
    changes.emit({ entity: 'draft', conversationId, kind: 'updated' })
  }
  const revisionOf = (conversationId: ConversationId) =>
    revisions.get(conversationId) ?? revise(conversationId, undefined)

  return {
    ...repository,
    set,
    revisionOf,
    replace: (conversationId, draft, { base, revision: own }) => {
      if (base !== undefined && base !== revisionOf(conversationId)) return false
      set(conversationId, draft, now())
      if (own !== undefined) revise(conversationId, own)
      return true
    },
  }
}
