import type { RevisionContent } from '#shared/contract/revisions.ts'
import { Profile } from '#shared/model/companion.ts'
import type { RevisionId } from '#shared/model/ids.ts'
import { Digest } from '#shared/model/letter.ts'
import type { Revision, RevisionOf } from '#shared/model/revision.ts'
import { Self } from '#shared/model/self.ts'
import type { Companions } from './companions.ts'
import type { Letters } from './letters.ts'
import type { RevisionRepository, StoredRevision } from './revision-repository.ts'
import type { SelfProfile } from './self.ts'

/** The states that were kept: to look at, to name, to bring back. */
export type Revisions = {
  readonly list: (input: {
    readonly of: RevisionOf
    readonly before?: RevisionId | undefined
    readonly limit: number
  }) => Revision[]
  readonly read: (input: { readonly id: RevisionId }) => { revision: Revision; content: RevisionContent }
  readonly setName: (input: { readonly id: RevisionId; readonly name: string | null }) => void
  /** Becomes a new state; the one that counted until now is kept. */
  readonly restore: (input: { readonly id: RevisionId }) => void
}

export function createRevisions({
  repository,
  companions,
  letters,
  self,
}: {
  readonly repository: RevisionRepository
  readonly companions: Pick<Companions, 'bringBack'>
  readonly letters: Pick<Letters, 'bringBack' | 'bringBackDigest'>
  readonly self: Pick<SelfProfile, 'bringBack'>
}): Revisions {
  return {
    list: ({ of, ...page }) => repository.list(of, page),
    read({ id }) {
      const stored = repository.get(id)
      const { of: _of, body: _body, ...revision } = stored
      return { revision, content: contentOf(stored) }
    },
    setName({ id, name }) {
      repository.setName(repository.get(id).id, name)
    },
    restore({ id }) {
      const revision = repository.get(id)
      const content = contentOf(revision)
      const { of } = revision
      if (content.subject === 'self') self.bringBack(content.self)
      if (of.subject === 'self') return
      if (content.subject === 'profile') companions.bringBack(of.companionId, content.profile)
      if (content.subject === 'letter') letters.bringBack(of.companionId, content.text)
      if (content.subject === 'digest') letters.bringBackDigest(of.companionId, content.digest)
    },
  }
}

function contentOf({ of: { subject }, body }: StoredRevision): RevisionContent {
  if (subject === 'letter') return { subject, text: body }
  const json: unknown = JSON.parse(body)
  if (subject === 'profile') return { subject, profile: Profile.parse(json) }
  if (subject === 'digest') return { subject, digest: Digest.parse(json) }
  return { subject, self: Self.parse(json) }
}
