import type { CardRepository } from '#core/cards/card-repository.ts'
import type { ConversationRepository } from '#core/chat/conversation-repository.ts'
import type { MessageRepository } from '#core/chat/message-repository.ts'
import type { CompanionRepository } from '#core/companions/companion-repository.ts'
import type { RevisionRepository } from '#core/companions/revision-repository.ts'
import type { SpeechRepository } from '#core/companions/speech-repository.ts'
import type { LoreRepository } from '#core/lore/lore-repository.ts'
import type { MemoryRepository } from '#core/memory/memory-repository.ts'
import type { SummaryRepository } from '#core/memory/summary-repository.ts'
import type { MilestoneRepository } from '#core/milestones/milestone-repository.ts'
import type { AssetRepository } from '#core/store/asset-repository.ts'
import type { Database } from '#core/store/database.ts'
import type { OwnKeys } from '#core/store/own-keys.ts'
import type { ModelBinding } from '#shared/model/companion.ts'
import type { DocumentCompanion, DocumentDay, DocumentRevision, MessageRef } from '#shared/model/document.ts'
import type { AssetId, CompanionId, ConversationId, MessageId, ProviderId } from '#shared/model/ids.ts'
import type { Milestone } from '#shared/model/milestone.ts'
import type { RevisionOf } from '#shared/model/revision.ts'
import { mediaType } from './files/media-type.ts'
import type { KeptThing } from './importer.ts'
import type { KeptNames } from './kept-message.ts'
import type { NeutralConversation } from './neutral.ts'

/** Where what a document holds beside messages goes. */
export type KeptPlaces = {
  readonly database: Pick<Database, 'transaction'>
  readonly keys: OwnKeys
  readonly companions: CompanionRepository
  readonly revisions: RevisionRepository
  readonly conversations: ConversationRepository
  readonly messages: MessageRepository
  readonly memories: Pick<MemoryRepository, 'bring' | 'each'>
  readonly summaries: Pick<SummaryRepository, 'bring' | 'each'>
  readonly milestones: Pick<MilestoneRepository, 'list' | 'create'>
  readonly lore: Pick<LoreRepository, 'setSettings' | 'add'>
  readonly cards: Pick<CardRepository, 'set'>
  readonly speech: Pick<SpeechRepository, 'set'>
  readonly assets: AssetRepository
  /** The provider of that name, if there is one here. */
  readonly providerNamed: (name: string) => ProviderId | null
}

/** Brings a vault's own things into this one. Who is here already stays as they are. */
export type KeptThings = {
  readonly names: KeptNames
  /** Answers whether it was not here before. */
  readonly take: (thing: KeptThing) => Promise<boolean>
  /** Hears of each conversation that was not here before. */
  readonly heard: (conversation: NeutralConversation) => void
  /** Ties what refers to messages to them, once all of them are in. */
  readonly finish: () => void
}

export function createKeptThings(
  places: KeptPlaces,
  { onFile }: { readonly onFile: (name: string) => void },
): KeptThings {
  const { database, keys, companions, revisions, conversations, messages, memories, summaries, milestones, assets } =
    places
  const memoriesOf = new Map<CompanionId, Pick<DocumentCompanion, 'memories' | 'summaries'>>()
  const days: { readonly day: DocumentDay; readonly pictureId: AssetId | null }[] = []
  const heard = new Map<string, NonNullable<NeutralConversation['kept']>>()

  const idOf = new Map<string, CompanionId | null>()
  const names: KeptNames = {
    keys,
    companionId(key) {
      const known = idOf.get(key)
      if (known !== undefined) return known
      const own = keys.idOf(key)
      const here = own === null ? null : (companions.list().find(({ id }) => id === own) ?? null)
      const id = (here ?? companions.findBySource(key))?.id ?? null
      idOf.set(key, id)
      return id
    },
  }

  async function put(path: string | null, find: KeptThing['find']): Promise<AssetId | null> {
    const file = path === null ? null : find(path)
    if (!file) return null
    const pieces: Buffer[] = []
    for await (const piece of file.read()) pieces.push(piece)
    const bytes = Buffer.concat(pieces)
    onFile(file.name)
    return assets.put({ mime: mediaType(bytes, null), width: null, height: null, importRunId: null }, bytes)
  }

  async function putAll(paths: readonly string[], find: KeptThing['find']): Promise<AssetId[]> {
    const ids: AssetId[] = []
    for (const path of paths) {
      const id = await put(path, find)
      if (id !== null) ids.push(id)
    }
    return ids
  }

  const bindingOf = ({ provider, model }: { provider: string; model: string }): ModelBinding | null => {
    const providerId = places.providerNamed(provider)
    return providerId === null ? null : { providerId, model }
  }

  function keepRevisions(of: RevisionOf, all: readonly DocumentRevision[]): void {
    for (const { subject, body, length, begunAt, savedAt, name } of all) {
      if (subject !== of.subject) continue
      revisions.insert(of, { body, length, begunAt })
      const id = revisions.head(of)?.id
      if (id === undefined) continue
      revisions.amend(id, { body, length, savedAt })
      if (name !== null) revisions.setName(id, name)
    }
  }

  function hasMemories(id: CompanionId): boolean {
    for (const state of ['kept', 'proposed'] as const) for (const _memory of memories.each(id, state)) return true
    for (const _summary of summaries.each(id)) return true
    return false
  }

  async function takeCompanion(companion: DocumentCompanion, find: KeptThing['find']): Promise<boolean> {
    const here = names.companionId(companion.id)
    if (here !== null) {
      // Cut off before its end an import left them without any; what was forgotten since must not come back.
      if (!hasMemories(here)) memoriesOf.set(here, companion)
      return false
    }
    // Pictures first: where they do not fit on the disk, nobody has been made by half.
    const avatarId = await put(companion.avatar, find)
    const gallery = await putAll(companion.gallery, find)
    const wallpaperId = await put(companion.look.wallpaper, find)
    const files = new Map<string, AssetId>()
    for (const [path, file] of Object.entries(companion.card?.files ?? {})) {
      const id = await put(file, find)
      if (id !== null) files.set(path, id)
    }
    const { accent, paper } = companion.look
    const { lorebook, card } = companion
    database.transaction(() => {
      const { id } = companions.create({
        profile: companion.profile,
        binding: companion.binding && bindingOf(companion.binding),
        createdAt: companion.createdAt,
      })
      companions.setSourceId(id, companion.id)
      idOf.set(companion.id, id)
      companions.update(id, {
        avatarId,
        gallery,
        look: { accent, paper, wallpaperId },
        fallbacks: companion.fallbacks.flatMap((one) => bindingOf(one) ?? []),
        parameters: companion.parameters,
        knows: companion.knows,
        archived: companion.archived,
      })
      places.speech.set(id, companion.speech)
      for (const subject of ['profile', 'letter', 'digest'] as const) {
        keepRevisions({ subject, companionId: id }, companion.revisions)
      }
      places.lore.setSettings(id, lorebook.settings, asJson(lorebook.raw) ?? undefined)
      places.lore.add(
        id,
        lorebook.entries.map(({ entry, format, raw }) => ({ entry, format, raw: asJson(raw) })),
      )
      if (card) places.cards.set(id, { root: card.root, taken: card.taken, files, takenAt: card.takenAt })
      memoriesOf.set(id, companion)
    })
    return true
  }

  function conversationOf({ source, conversation }: Omit<MessageRef, 'message'>): ConversationId | null {
    const own = keys.idOf(conversation)
    const here = own === null ? null : conversations.find(own as ConversationId)
    return (here ?? conversations.findBySource(source, conversation))?.id ?? null
  }

  function messageOf(ref: MessageRef): MessageId | null {
    const conversationId = conversationOf(ref)
    if (conversationId === null) return null
    const own = keys.idOf(ref.message)
    const here = own === null ? null : messages.find(own as MessageId)
    return here?.conversationId === conversationId ? here.id : messages.findBySource(conversationId, ref.message)
  }

  return {
    names,
    async take(thing) {
      switch (thing.what) {
        case 'self':
          if (revisions.head({ subject: 'self' }) !== null) return false
          keepRevisions({ subject: 'self' }, thing.revisions)
          return true
        case 'companion':
          return takeCompanion(thing.companion, thing.find)
        case 'day':
          days.push({ day: thing.day, pictureId: await put(thing.day.picture, thing.find) })
          return !milestones.list().some((one) => isSameDay(one, thing.day))
      }
    },
    heard({ kept }) {
      if (kept && !kept.continues) heard.set(`${kept.source}/${kept.id}`, { ...kept, raw: null })
    },
    finish() {
      for (const { source, id, starred, hidden, tags, branchedFrom, mergedInto } of heard.values()) {
        const here = conversationOf({ source, conversation: id })
        if (here === null) continue
        conversations.settleKept(here, {
          starred,
          hidden,
          tags,
          branchedFrom: branchedFrom && messageOf(branchedFrom),
          mergedInto: mergedInto && conversationOf(mergedInto),
        })
      }
      for (const [companionId, all] of memoriesOf) {
        for (const { text, since, until, pinned, messages: refs, ...memory } of all.memories) {
          const messageIds = refs.flatMap((ref) => messageOf(ref) ?? [])
          memories.bring({ ...memory, companionId, fields: { text, since, until, pinned }, messageIds })
        }
        for (const { sentences, ...summary } of all.summaries) {
          // What cannot be traced to every message it rests on is not taken over.
          const found = sentences.flatMap(({ text, messages: refs }) => {
            const messageIds = refs.flatMap((ref) => messageOf(ref) ?? [])
            return messageIds.length < refs.length ? [] : [{ text, messageIds }]
          })
          if (found.length > 0 || summary.ownText !== null) {
            summaries.bring({ ...summary, companionId, sentences: found })
          }
        }
      }
      const known = milestones.list()
      for (const { day, pictureId } of days) {
        const { picture: _picture, companion, messages: refs, createdAt, ...fields } = day
        if (known.some((one) => isSameDay(one, day))) continue
        const companionId = companion === null ? null : names.companionId(companion)
        const messageIds = refs.flatMap((ref) => messageOf(ref) ?? [])
        milestones.create({ ...fields, pictureId, companionId, messageIds }, createdAt)
      }
    },
  }
}

/** Several days may have been written down at one moment, and each of them changed since. */
function isSameDay(here: Milestone, day: DocumentDay): boolean {
  const isAlike = here.title === day.title || here.start.date === day.start.date
  return here.createdAt === day.createdAt && isAlike
}

function asJson(value: unknown): Record<string, unknown> | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null
}
