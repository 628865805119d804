import type { Changes } from '#core/changes.ts'
import { Self, unknownSelf } from '#shared/model/self.ts'
import { keepRevision } from './keep-revision.ts'
import type { RevisionRepository } from './revision-repository.ts'

const of = { subject: 'self' } as const

/** The person's own profile. */
export type SelfProfile = {
  readonly get: () => Self
  readonly update: (change: { readonly [Field in keyof Self]?: Self[Field] | undefined }) => Self
  /** Brings back a state from before. */
  readonly bringBack: (state: Self) => void
}

export function createSelfProfile({
  revisions,
  changes,
  now,
}: {
  readonly revisions: RevisionRepository
  readonly changes: Changes
  readonly now: () => number
}): SelfProfile {
  function get(): Self {
    const head = revisions.head(of)
    return head === null ? unknownSelf : Self.parse(JSON.parse(head.body))
  }

  function keep(self: Self, apart: boolean): Self {
    const length = self.name.length + self.pronouns.length + self.about.length
    keepRevision(revisions, of, { body: JSON.stringify(self), length, now: now(), apart })
    changes.emit({ entity: 'self', kind: 'updated' })
    return get()
  }

  return {
    get,
    update(change) {
      const before = get()
      return keep(
        {
          name: change.name ?? before.name,
          pronouns: change.pronouns ?? before.pronouns,
          about: change.about ?? before.about,
        },
        false,
      )
    },
    bringBack: (state) => void keep(state, true),
  }
}
