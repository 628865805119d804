import type { RevisionRepository } from '#core/companions/revision-repository.ts'
import type { Companion, ModelBinding } from '#shared/model/companion.ts'
import type {
  DocumentCompanion,
  DocumentMemory,
  DocumentRevision,
  DocumentSummary,
  MessageRef,
} from '#shared/model/document.ts'
import type { AssetId, RevisionId } from '#shared/model/ids.ts'
import type { Memory } from '#shared/model/memory.ts'
import type { Summary } from '#shared/model/summary.ts'
import type { RevisionOf } from '#shared/model/revision.ts'
import type { StoryParts } from './read-story.ts'
import type { PathOf, WholeStory } from './story.ts'

type Around = Pick<StoryParts, 'revisions' | 'memories' | 'summaries' | 'lore' | 'cards' | 'speech' | 'providerName'> &
  Pick<WholeStory, 'companionKey' | 'messageRef'> & { readonly pathOf: PathOf }

const pageSize = 200

/** A companion with everything that is theirs but their conversations. */
export function describeCompanion(companion: Companion, around: Around): DocumentCompanion {
  const { id, profile, look, parameters, knows, archived, createdAt } = companion
  const { revisions, lore, speech, pathOf } = around
  const there = (asset: AssetId | null) => (asset === null ? null : pathOf(asset))
  const { settings, raw } = lore.settings(id)
  return {
    id: around.companionKey(id),
    profile,
    avatar: there(companion.avatarId),
    gallery: companion.gallery.flatMap((picture) => there(picture) ?? []),
    look: { accent: look.accent, paper: look.paper, wallpaper: there(look.wallpaperId) },
    binding: companion.binding && bindingOf(companion.binding, around),
    fallbacks: companion.fallbacks.flatMap((binding) => bindingOf(binding, around) ?? []),
    parameters,
    knows,
    speech: speech.get(id),
    archived,
    createdAt,
    revisions: (['profile', 'letter', 'digest'] as const).flatMap((subject) =>
      revisionsOf(revisions, { subject, companionId: id }),
    ),
    memories: (['kept', 'proposed'] as const).flatMap((state) =>
      [...around.memories.each(id, state)].toReversed().map((memory) => memoryOf(memory, around)),
    ),
    summaries: [...around.summaries.each(id)].toReversed().map((summary) => summaryOf(summary, around)),
    lorebook: {
      settings,
      raw,
      entries: lore.carried(id).map(({ entry, format, raw: own }) => ({ entry, format, raw: own })),
    },
    card: cardOf(companion, around),
  }
}

/** All states that something was in, oldest first. */
export function revisionsOf(
  repository: Pick<RevisionRepository, 'list' | 'get'>,
  of: RevisionOf,
): readonly DocumentRevision[] {
  const found: DocumentRevision[] = []
  let before: RevisionId | undefined
  for (;;) {
    const page = repository.list(of, { before, limit: pageSize })
    for (const { id, name, begunAt, savedAt, length } of page) {
      found.push({ subject: of.subject, name, begunAt, savedAt, length, body: repository.get(id).body })
    }
    if (page.length < pageSize) return found.toReversed()
    before = page.at(-1)?.id
  }
}

function bindingOf({ providerId, model }: ModelBinding, { providerName }: Around) {
  const provider = providerName(providerId)
  return provider === null ? null : { provider, model }
}

function memoryOf({ id, text, since, until, pinned, state, createdAt, updatedAt, sources }: Memory, around: Around) {
  return {
    text,
    since,
    until,
    pinned,
    state,
    createdAt,
    updatedAt,
    versions: around.memories
      .versions(id)
      .map(({ id: _id, ...version }) => version)
      .toReversed(),
    // Each vault counts its messages in another order.
    messages: sources.flatMap(({ messageId }) => around.messageRef(messageId) ?? []).toSorted(byKeys),
  } satisfies DocumentMemory
}

function summaryOf({ from, to, model, ownText, createdAt, sentences }: Summary, around: Around) {
  return {
    from,
    to,
    model,
    ownText,
    createdAt,
    sentences: sentences.flatMap(({ text, sources }) => {
      const messages = sources.flatMap(({ messageId }) => around.messageRef(messageId) ?? []).toSorted(byKeys)
      return messages.length < sources.length ? [] : [{ text, messages }]
    }),
  } satisfies DocumentSummary
}

function byKeys(one: MessageRef, other: MessageRef): number {
  const [left, right] = [one, other].map(({ conversation, message }) => `${conversation} ${message}`)
  return left === right ? 0 : (left ?? '') < (right ?? '') ? -1 : 1
}

function cardOf({ id }: Companion, { cards, pathOf }: Around): DocumentCompanion['card'] {
  const card = cards.get(id)
  if (card === null) return null
  const files = [...card.files].flatMap(([path, assetId]) => {
    const file = pathOf(assetId)
    return file === null ? [] : [[path, file] as const]
  })
  return { root: card.root, taken: [...card.taken], takenAt: card.takenAt, files: Object.fromEntries(files) }
}
