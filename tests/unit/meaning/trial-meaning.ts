import { pino } from 'pino'
import type { Changes } from '#core/changes.ts'
import { createMeaning, type Meaning } from '#core/meaning/meaning.ts'
import { createMeaningRepository } from '#core/meaning/meaning-repository.ts'
import type { Providers } from '#core/providers/providers.ts'
import type { ConversationId, MessageId } from '#shared/model/ids.ts'
import { aMessage, type TestStore } from '#tests/helpers/test-store.ts'

/** Reading for meaning over a store and a provider, as the session wires it. */
export function openMeaning(
  { database }: Pick<TestStore, 'database'>,
  providers: Providers,
  changes: Changes,
): Meaning {
  return createMeaning({
    database,
    repository: createMeaningRepository(database),
    providers,
    changes,
    log: pino({ level: 'silent' }),
    random: (bytes) => new Uint8Array(bytes),
    stayAwake: () => {},
    pauseBetween: 1,
  })
}

/** Says things one after the other, the person and the companion in turn. */
export function say(
  { database, messages }: Pick<TestStore, 'database' | 'messages'>,
  conversationId: ConversationId,
  texts: readonly string[],
): MessageId[] {
  return database.transaction(() =>
    texts.map((text, place) => {
      const role = place % 2 === 0 ? ('user' as const) : ('assistant' as const)
      const more = { role, createdAt: 1_700_000_000_000 + place * 60_000, parts: [{ kind: 'text' as const, text }] }
      return messages.append(aMessage(conversationId, messages.leafId(conversationId), text, more)).id
    }),
  )
}
