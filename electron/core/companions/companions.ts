import type { Changes } from '#core/changes.ts'
import type { MessageRepository } from '#core/chat/message-repository.ts'
import type { SpeakerRepository } from '#core/chat/speaker-repository.ts'
import { AppError } from '#core/errors.ts'
import type { Providers } from '#core/providers/providers.ts'
import type { AssetRepository } from '#core/store/asset-repository.ts'
import type { Companion, Look, ModelBinding, Profile, Speaker } from '#shared/model/companion.ts'
import type { AssetId, CompanionId, ConversationId } from '#shared/model/ids.ts'
import type { Speech } from '#shared/model/speech.ts'
import type { CompanionRepository } from './companion-repository.ts'
import type { SpeechRepository } from './speech-repository.ts'

export type CompanionChange = {
  readonly id: CompanionId
  readonly profile?: { readonly [Field in keyof Profile]?: Profile[Field] | undefined } | undefined
  readonly binding?: ModelBinding | null | undefined
  readonly avatarId?: AssetId | null | undefined
  readonly archived?: boolean | undefined
  readonly look?: { readonly [Part in keyof Look]?: Look[Part] | undefined } | undefined
}

export type Companions = {
  readonly list: () => Companion[]
  readonly get: (id: CompanionId) => Companion
  /** Makes the companion and its lifelong thread, which opens with the greeting where there is one. */
  readonly create: (input: { readonly profile: Profile; readonly binding: ModelBinding | null }) => Companion
  /** Throws NOT_FOUND. */
  readonly update: (change: CompanionChange) => Companion
  /** Whether there is nothing of a companion but its name; `besides` are tables that do not count. Throws NOT_FOUND. */
  readonly isBare: CompanionRepository['isBare']
  /** Removes a companion of whom there is nothing. */
  readonly remove: (id: CompanionId) => void
  /** The models that spoke for a companion, by when each was first heard. Throws NOT_FOUND. */
  readonly speakers: (input: { readonly id: CompanionId }) => Speaker[]
  /** How a companion's words are read aloud. Throws NOT_FOUND. */
  readonly speech: (input: { readonly id: CompanionId }) => Speech
  readonly setSpeech: (input: { readonly id: CompanionId; readonly speech: Speech }) => void
  /** Says the companion's greeting, where there is one, at the start of an empty conversation. */
  readonly greet: (companion: Companion, conversationId: ConversationId) => void
}

export function createCompanions({
  repository,
  messages,
  speakers,
  speech,
  providers,
  assets,
  changes,
  now,
}: {
  readonly repository: CompanionRepository
  readonly messages: Pick<MessageRepository, 'append'>
  readonly speakers: SpeakerRepository
  readonly speech: SpeechRepository
  readonly providers: Pick<Providers, 'describe'>
  readonly assets: Pick<AssetRepository, 'info'>
  readonly changes: Changes
  readonly now: () => number
}): Companions {
  function greet({ profile }: Companion, conversationId: ConversationId): void {
    if (profile.greeting.trim() === '') return
    messages.append({
      conversationId,
      parentId: null,
      role: 'assistant',
      createdAt: now(),
      parts: [{ kind: 'text', text: profile.greeting }],
      state: 'complete',
    })
  }

  /** Throws NOT_FOUND for a model or a picture that is not there. */
  function assertThere({ binding, avatarId, look }: Pick<CompanionChange, 'binding' | 'avatarId' | 'look'>): void {
    if (binding && !providers.describe(binding)) throw new AppError('NOT_FOUND', { entity: 'provider' })
    if (avatarId) assets.info(avatarId)
    if (look?.wallpaperId) assets.info(look.wallpaperId)
  }

  return {
    list: repository.list,
    get: repository.get,
    isBare: repository.isBare,
    remove(id) {
      const { lifelongId } = repository.get(id)
      repository.remove(id)
      changes.emit({ entity: 'conversation', id: lifelongId, kind: 'deleted' })
      changes.emit({ entity: 'companion', id, kind: 'deleted' })
    },
    greet,
    speakers: ({ id }) => speakers.speakersOf(repository.get(id).id),
    speech: ({ id }) => speech.get(repository.get(id).id),
    setSpeech(input) {
      speech.set(repository.get(input.id).id, input.speech)
      changes.emit({ entity: 'companion', id: input.id, kind: 'updated' })
    },
    create(input) {
      assertThere(input)
      const companion = repository.create({ ...input, createdAt: now() })
      greet(companion, companion.lifelongId)
      changes.emit({ entity: 'companion', id: companion.id, kind: 'created' })
      changes.emit({ entity: 'conversation', id: companion.lifelongId, kind: 'created' })
      return companion
    },
    update({ id, profile, ...rest }) {
      const { profile: current, look } = repository.get(id)
      assertThere(rest)
      const companion = repository.update(id, {
        ...(profile && {
          profile: {
            name: profile.name ?? current.name,
            description: profile.description ?? current.description,
            greeting: profile.greeting ?? current.greeting,
          },
        }),
        ...(rest.binding !== undefined && { binding: rest.binding }),
        ...(rest.avatarId !== undefined && { avatarId: rest.avatarId }),
        ...(rest.archived !== undefined && { archived: rest.archived }),
        ...(rest.look && {
          look: {
            accent: rest.look.accent === undefined ? look.accent : rest.look.accent,
            paper: rest.look.paper ?? look.paper,
            wallpaperId: rest.look.wallpaperId === undefined ? look.wallpaperId : rest.look.wallpaperId,
          },
        }),
      })
      changes.emit({ entity: 'companion', id, kind: 'updated' })
      return companion
    },
  }
}
