import { emptyDraft, isSameDraft, joinDrafts, type Draft } from '#shared/model/draft.ts'
import type { ConversationId } from '#shared/model/ids.ts'
import { meetDrafts } from '#shared/model/meet-drafts.ts'
import type { Client } from '#renderer/rpc/api.ts'

/** What is being written in one conversation, in this window and in the vault. */
export type DraftKeeper = {
  readonly change: (make: (before: Draft) => Partial<Draft>) => void
  /** Empties the field but keeps the stored draft until the words are known to be safe elsewhere. */
  readonly hold: () => void
  /** Lets the stored draft go, or puts what was held back in front of what was written since. */
  readonly release: (held: Draft | null) => void
  /** Shows what the vault now has as the draft, with what was written since. */
  readonly show: (draft: Draft) => void
  /** Resolves when the vault has all that is written. */
  readonly save: () => Promise<void>
  /** Takes in what the vault has, in front of what was written before it was known. */
  readonly load: () => Promise<void>
  /** Shows what another window stored, unless something is being written here: then both are put together at rest. */
  readonly follow: () => Promise<void>
}

/**
 * Keeps a draft that other windows may write at, too. Whatever is stored replaces only what is known here; where another
 * window was quicker, its words are read and put together with these, and none write over others.
 */
export function createDraftKeeper({
  client,
  conversationId,
  onChange,
  onSaved,
}: {
  readonly client: Pick<Client['conversations'], 'draft' | 'setDraft'>
  readonly conversationId: ConversationId
  readonly onChange: (draft: Draft) => void
  readonly onSaved: (saved: boolean) => void
}): DraftKeeper {
  let written = emptyDraft
  let stored = emptyDraft
  /** Names what the vault has, as far as it is known here; it moves on before the vault has answered. */
  let revision = ''
  let isHolding = false

  function put(draft: Draft): void {
    written = draft
    onChange(draft)
  }

  /** What the vault has, unless this window has stored something since: the answer to that says whether they met. */
  async function read(): Promise<Draft | null> {
    const before = revision
    const { revision: theirs, ...draft } = await client.draft({ id: conversationId })
    if (revision !== before || revision === theirs) return null
    revision = theirs
    return draft
  }

  function meet(theirs: Draft): void {
    const met = meetDrafts(stored, theirs, written)
    stored = isSameDraft(met, theirs) ? met : theirs
    put(met)
  }

  async function write(): Promise<void> {
    const saving = written
    const base = revision
    revision = crypto.randomUUID()
    try {
      const answer = await client.setDraft({ id: conversationId, base, revision, ...saving })
      onSaved(true)
      if (answer.stored) {
        stored = saving
        return
      }
      const theirs = await read()
      if (theirs) meet(theirs)
    } catch {
      onSaved(false)
      return
    }
    await save()
  }

  async function save(): Promise<void> {
    if (!isHolding && written !== stored) await write()
  }

  const change: DraftKeeper['change'] = (make) => put({ ...written, ...make(written) })

  return {
    change,
    save,
    hold: () => {
      void save()
      isHolding = true
      change(() => emptyDraft)
    },
    release: (held) => {
      isHolding = false
      if (held !== null) change((since) => joinDrafts(held, since))
      void write()
    },
    show: meet,
    load: async () => {
      const theirs = await read()
      if (theirs) meet(theirs)
    },
    follow: async () => {
      if (isHolding || written !== stored) return
      const theirs = await read()
      if (theirs) meet(theirs)
    },
  }
}
