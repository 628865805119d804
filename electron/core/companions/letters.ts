import type { Changes } from '#core/changes.ts'
import type { CompanionId, Timestamp } from '#shared/model/ids.ts'
import { Digest, noDigest, type Letter } from '#shared/model/letter.ts'
import type { CompanionRepository } from './companion-repository.ts'
import { keepRevision } from './keep-revision.ts'
import type { RevisionRepository } from './revision-repository.ts'

/** The Letters, and the digests of them. */
export type Letters = {
  /** Throws NOT_FOUND. */
  readonly get: (companionId: CompanionId) => Letter
  /** `base` is when the words were saved that these were made from. */
  readonly save: (input: {
    readonly companionId: CompanionId
    readonly text: string
    readonly base?: Timestamp | null | undefined
  }) => { readonly savedAt: Timestamp }
  readonly saveDigest: (input: {
    readonly companionId: CompanionId
    readonly digest: { readonly [Field in keyof Digest]?: Digest[Field] | undefined }
    /** When the words were saved that it is a short form of, where they may have changed since. */
    readonly of?: Timestamp | null
  }) => Letter
  /** Brings back a state from before. */
  readonly bringBack: (companionId: CompanionId, text: string) => void
  readonly bringBackDigest: (companionId: CompanionId, digest: Digest) => void
}

export function createLetters({
  companions,
  revisions,
  changes,
  now,
}: {
  readonly companions: Pick<CompanionRepository, 'get'>
  readonly revisions: RevisionRepository
  readonly changes: Changes
  readonly now: () => number
}): Letters {
  function get(companionId: CompanionId): Letter {
    const { id } = companions.get(companionId)
    const head = revisions.head({ subject: 'letter', companionId: id })
    const digest = revisions.head({ subject: 'digest', companionId: id })
    return {
      text: head?.body ?? '',
      savedAt: head?.savedAt ?? null,
      digest: digest === null ? noDigest : Digest.parse(JSON.parse(digest.body)),
    }
  }

  function changed(companionId: CompanionId): Letter {
    changes.emit({ entity: 'letter', id: companionId, kind: 'updated' })
    return get(companionId)
  }

  function keep(companionId: CompanionId, text: string, how: { base?: Timestamp | null; apart?: boolean }): Letter {
    const { id } = companions.get(companionId)
    keepRevision(
      revisions,
      { subject: 'letter', companionId: id },
      { body: text, length: text.length, now: now(), ...how },
    )
    return changed(id)
  }

  function keepDigest(companionId: CompanionId, digest: Digest, apart: boolean): Letter {
    const { id } = companions.get(companionId)
    const state = { body: JSON.stringify(digest), length: digest.text.length, now: now(), apart }
    keepRevision(revisions, { subject: 'digest', companionId: id }, state)
    return changed(id)
  }

  return {
    get,
    save({ companionId, text, base }) {
      const { savedAt } = keep(companionId, text, base === undefined ? {} : { base })
      return { savedAt: savedAt ?? now() }
    },
    saveDigest({ companionId, digest, of }) {
      const { digest: before, savedAt } = get(companionId)
      const text = digest.text ?? before.text
      const isNew = text !== before.text
      return keepDigest(
        companionId,
        {
          text,
          use: text.trim() === '' ? 'never' : (digest.use ?? before.use),
          model: isNew ? (digest.model ?? null) : before.model,
          letterSavedAt: of !== undefined ? of : isNew ? savedAt : before.letterSavedAt,
        },
        // What a model drafted never goes over what was there.
        digest.model !== undefined && digest.model !== null,
      )
    },
    bringBack: (companionId, text) => void keep(companionId, text, { apart: true }),
    bringBackDigest: (companionId, digest) => void keepDigest(companionId, digest, true),
  }
}
