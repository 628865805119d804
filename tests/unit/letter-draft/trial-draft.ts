import { pino } from 'pino'
import { createCompanions } from '#core/companions/companions.ts'
import { createLetters } from '#core/companions/letters.ts'
import { createAnswerRepository } from '#core/letter-draft/answer-repository.ts'
import { createDraftRepository } from '#core/letter-draft/draft-repository.ts'
import { createHistoryRepository } from '#core/letter-draft/history-repository.ts'
import { createLetterDrafts, type LetterDrafts } from '#core/letter-draft/letter-drafts.ts'
import { createChanges } from '#core/changes.ts'
import type { Providers } from '#core/providers/providers.ts'
import { simplify } from '#core/search/simplify.ts'
import type { ModelBinding } from '#shared/model/companion.ts'
import type { CompanionId, ConversationId, MessageId } from '#shared/model/ids.ts'
import type { DraftOptions } from '#shared/model/letter-draft.ts'
import { unknownSelf } from '#shared/model/self.ts'
import { aMessage, type TestStore } from '#tests/helpers/test-store.ts'

/** A window that makes parts of some fifty lines. */
export const smallWindow = 4_096

export const letterOptions = {
  purpose: 'letter',
  scope: 'all',
  voice: 'person',
  language: 'en',
  cap: null,
} as const satisfies DraftOptions

export const day = 86_400_000
export const start = Date.UTC(2024, 0, 3, 20)

/** Says things one after the other, two a day, the person and the companion in turn. Returns who is who by place. */
export function say(
  { database, messages }: Pick<TestStore, 'database' | 'messages'>,
  conversationId: ConversationId,
  texts: readonly string[],
  from = start,
): MessageId[] {
  const append = (text: string, place: number) => {
    const role = place % 2 === 0 ? ('user' as const) : ('assistant' as const)
    const at = from + Math.floor(place / 2) * day + (place % 2) * 60_000
    const more = { role, createdAt: at, parts: [{ kind: 'text' as const, text }] }
    return messages.append(aMessage(conversationId, messages.leafId(conversationId), text, more)).id
  }
  return database.transaction(() => texts.map(append))
}

/** So many lines of nothing much, with something to remember in every tenth. */
export function longHistory(count: number, from = 0): string[] {
  return Array.from({ length: count }, (_, index) => {
    const number = from + index
    const filler = 'we spoke about the rain and the bread and the light in the kitchen'
    return number % 10 === 3 ? `★ event ${number} happened by the sea` : `${filler} ${number}`
  })
}

/** Drafting over a store and a provider, as the session wires it. */
export function openDrafts({
  store,
  providers,
  binding,
}: {
  readonly store: Pick<
    TestStore,
    'database' | 'messages' | 'companions' | 'revisions' | 'speakers' | 'speech' | 'assets'
  >
  readonly providers: Providers
  readonly binding: ModelBinding
}) {
  const { database, companions: repository, revisions } = store
  const changes = createChanges()
  const now = () => Date.now()
  const letters = createLetters({ companions: repository, revisions, changes, now })
  const companions = createCompanions({
    ...store,
    repository,
    selfProfile: () => unknownSelf,
    providers,
    changes,
    now,
  })
  const drafts: LetterDrafts = createLetterDrafts({
    database,
    drafts: createDraftRepository(database),
    answers: createAnswerRepository(database),
    history: createHistoryRepository(database),
    companions,
    letters,
    selfProfile: () => unknownSelf,
    providers,
    daysOf: () => [],
    isPlain: () => false,
    fold: (text) => text.replaceAll(/\p{Script=Han}/gu, simplify),
    changes,
    log: pino({ level: 'silent' }),
    now,
    random: (bytes) => new Uint8Array(bytes),
    timeZone: () => 'Asia/Shanghai',
    stayAwake: () => {},
    pauseBetween: 1,
  })
  providers.setFacts({ ...binding, facts: { contextWindow: smallWindow, price: null, sees: null } })
  return { drafts, letters, companions, changes }
}

/** The draft as it is once nothing is at work. */
export async function settled(
  drafts: LetterDrafts,
  companionId: CompanionId,
  purpose: DraftOptions['purpose'] = 'letter',
) {
  await drafts.whenQuiet()
  const draft = drafts.current({ companionId, purpose })
  if (draft === null) throw new Error('there is no draft')
  return draft
}
