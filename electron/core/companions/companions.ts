import type { Changes } from '#core/changes.ts'
import type { MessageRepository } from '#core/chat/message-repository.ts'
import type { SpeakerRepository } from '#core/chat/speaker-repository.ts'
import { AppError } from '#core/errors.ts'
import type { Providers } from '#core/providers/providers.ts'
import type { AssetRepository } from '#core/store/asset-repository.ts'
import { languageOf } from '#core/prompt/language-of.ts'
import { frames } from '#core/prompt/frame.ts'
import { renderMacros } from '#core/prompt/macros.ts'
import type { Database } from '#core/store/database.ts'
import { withoutUndefined } from '#core/without-undefined.ts'
import type {
  Companion,
  Look,
  ModelBinding,
  NewProfile,
  Parameters,
  Profile,
  Speaker,
} from '#shared/model/companion.ts'
import type { AssetId, CompanionId, ConversationId } from '#shared/model/ids.ts'
import type { Speech } from '#shared/model/speech.ts'
import { shownSelf, type Self, type SelfShare } from '#shared/model/self.ts'
import type { CompanionRepository } from './companion-repository.ts'
import { keepRevision } from './keep-revision.ts'
import type { RevisionRepository } from './revision-repository.ts'
import type { SpeechRepository } from './speech-repository.ts'

export type CompanionChange = {
  readonly id: CompanionId
  readonly profile?: Some<Profile> | undefined
  readonly binding?: ModelBinding | null | undefined
  readonly avatarId?: AssetId | null | undefined
  readonly archived?: boolean | undefined
  readonly look?: Some<Look> | undefined
  readonly fallbacks?: readonly ModelBinding[] | undefined
  readonly parameters?: Some<Parameters> | undefined
  readonly gallery?: readonly AssetId[] | undefined
  readonly knows?: Some<SelfShare> | undefined
}

type Some<Whole> = { readonly [Part in keyof Whole]?: Whole[Part] | undefined }

export type Companions = {
  readonly list: () => Companion[]
  readonly get: (id: CompanionId) => Companion
  /** Makes the companion and its lifelong thread, which opens with the greeting where there is one. */
  readonly create: (input: { readonly profile: NewProfile; readonly binding: ModelBinding | null }) => Companion
  /** Throws NOT_FOUND. */
  readonly update: (change: CompanionChange) => Companion
  /** Another with the same profile, Letter, look and models, and a thread of its own. Throws NOT_FOUND. */
  readonly duplicate: (input: { readonly id: CompanionId; readonly name: string }) => Companion
  /** Brings back a profile from before. */
  readonly bringBack: (id: CompanionId, profile: Profile) => void
  /** Whether there is nothing of a companion but its name; `besides` are tables that do not count. Throws NOT_FOUND. */
  readonly isBare: CompanionRepository['isBare']
  /** Removes a companion of whom there is nothing. */
  readonly remove: (id: CompanionId) => void
  /** The models that spoke for a companion, by when each was first heard. Throws NOT_FOUND. */
  readonly speakers: (input: { readonly id: CompanionId }) => Speaker[]
  /** How a companion's words are read aloud. Throws NOT_FOUND. */
  readonly speech: (input: { readonly id: CompanionId }) => Speech
  readonly setSpeech: (input: { readonly id: CompanionId; readonly speech: Speech }) => void
  /**
   * Says a greeting of the companion, where there is one, at the start of an empty conversation: the one of its profile,
   * or from 1 on another way to begin.
   */
  readonly greet: (companion: Companion, conversationId: ConversationId, which?: number) => void
}

export function createCompanions({
  database,
  repository,
  revisions,
  selfProfile,
  messages,
  speakers,
  speech,
  providers,
  assets,
  changes,
  now,
}: {
  readonly database: Pick<Database, 'transaction'>
  readonly repository: CompanionRepository
  readonly revisions: RevisionRepository
  /** The person's own profile. */
  readonly selfProfile: () => Self
  readonly messages: Pick<MessageRepository, 'append'>
  readonly speakers: SpeakerRepository
  readonly speech: SpeechRepository
  readonly providers: Pick<Providers, 'describe'>
  readonly assets: Pick<AssetRepository, 'info'>
  readonly changes: Changes
  readonly now: () => number
}): Companions {
  function greet({ profile, knows }: Companion, conversationId: ConversationId, which = 0): void {
    const greeting = [profile.greeting, ...profile.greetings][which] ?? profile.greeting
    if (greeting.trim() === '') return
    const { name } = shownSelf(selfProfile(), knows)
    const names = { user: name || profile.callsYou || frames[languageOf(greeting)].addressed, char: profile.name }
    messages.append({
      conversationId,
      parentId: null,
      role: 'assistant',
      createdAt: now(),
      parts: [{ kind: 'text', text: renderMacros(greeting, names) }],
      state: 'complete',
    })
  }

  /** Keeps a profile as a state of its own, and first the one that was there before any was kept. */
  function keepProfile({ id, profile: before, createdAt }: Companion, profile: Profile, apart: boolean): void {
    const of = { subject: 'profile', companionId: id } as const
    if (revisions.head(of) === null) revisions.insert(of, { ...stateOf(before), begunAt: createdAt })
    keepRevision(revisions, of, { ...stateOf(profile), now: now(), apart })
  }

  /** Throws NOT_FOUND for a model or a picture that is not there. */
  function assertThere({
    binding,
    fallbacks = [],
    avatarId,
    gallery = [],
    look,
  }: Omit<CompanionChange, 'id' | 'profile'>): void {
    const bindings = binding ? [binding, ...fallbacks] : fallbacks
    if (!bindings.every((one) => providers.describe(one))) throw new AppError('NOT_FOUND', { entity: 'provider' })
    for (const picture of gallery) assets.info(picture)
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
      assertThere({ binding: input.binding })
      const companion = database.transaction(() => {
        const made = repository.create({ ...input, createdAt: now() })
        greet(made, made.lifelongId)
        return made
      })
      changes.emit({ entity: 'companion', id: companion.id, kind: 'created' })
      changes.emit({ entity: 'conversation', id: companion.lifelongId, kind: 'created' })
      return companion
    },
    duplicate({ id, name }) {
      const { profile, binding, fallbacks, parameters, avatarId, gallery, look, knows } = repository.get(id)
      const companion = database.transaction(() => {
        const made = repository.create({ profile: { ...profile, name }, binding, createdAt: now() })
        for (const subject of ['letter', 'digest'] as const) {
          const head = revisions.head({ subject, companionId: id })
          if (head === null) continue
          const { body, length, savedAt } = head
          revisions.insert({ subject, companionId: made.id }, { body, length, begunAt: savedAt })
        }
        speech.set(made.id, speech.get(id))
        const whole = repository.update(made.id, { fallbacks, parameters, avatarId, gallery, look, knows })
        greet(whole, whole.lifelongId)
        return whole
      })
      changes.emit({ entity: 'companion', id: companion.id, kind: 'created' })
      changes.emit({ entity: 'conversation', id: companion.lifelongId, kind: 'created' })
      return companion
    },
    bringBack(id, profile) {
      database.transaction(() => {
        keepProfile(repository.get(id), profile, true)
        repository.update(id, { profile })
      })
      changes.emit({ entity: 'companion', id, kind: 'updated' })
    },
    update({ id, profile, ...rest }) {
      const before = repository.get(id)
      assertThere(rest)
      const changed = profile && changedBy(before.profile, profile)
      const companion = database.transaction(() => {
        if (changed) keepProfile(before, changed, false)
        return repository.update(id, {
          ...(changed && { profile: changed }),
          ...(rest.binding !== undefined && { binding: rest.binding }),
          ...(rest.avatarId !== undefined && { avatarId: rest.avatarId }),
          ...(rest.archived !== undefined && { archived: rest.archived }),
          ...(rest.look && { look: changedBy(before.look, rest.look) }),
          ...(rest.fallbacks && { fallbacks: rest.fallbacks }),
          ...(rest.parameters && { parameters: changedBy(before.parameters, rest.parameters) }),
          ...(rest.gallery && { gallery: rest.gallery }),
          ...(rest.knows && { knows: changedBy(before.knows, rest.knows) }),
        })
      })
      changes.emit({ entity: 'companion', id, kind: 'updated' })
      return companion
    },
  }
}

function stateOf(profile: Profile): { body: string; length: number } {
  const body = JSON.stringify(profile)
  return { body, length: Object.values(profile).join('').length }
}

/** The whole with some parts of it changed; what is not named stays. */
function changedBy<Whole extends object>(whole: Whole, change: Some<Whole>): Whole {
  return { ...whole, ...withoutUndefined<Whole>(change) }
}
