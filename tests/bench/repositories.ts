import { createConversationRepository, type ConversationRepository } from '#core/chat/conversation-repository.ts'
import { createMessageRepository, type MessageRepository } from '#core/chat/message-repository.ts'
import { createCompanionRepository } from '#core/companions/companion-repository.ts'
import { createMessageIndex } from '#core/search/message-index.ts'
import type { Database } from '#core/store/database.ts'
import type { ConversationId } from '#shared/model/ids.ts'

/** What benches need of an open store: its repositories and one companion's lifelong thread. */
export type Repositories = {
  readonly conversations: ConversationRepository
  readonly messages: MessageRepository
  readonly lifelongId: ConversationId
}

/** Wires the repositories of a fresh store and makes one companion. */
export const openRepositories = (database: Database): Repositories => {
  const conversations = createConversationRepository(database)
  const messages = createMessageRepository({ database, index: createMessageIndex(database) })
  const profile = { name: 'Bench', description: '', greeting: '' }
  const companions = createCompanionRepository({ database, conversations })
  const { lifelongId } = companions.create({ profile, binding: null, createdAt: 1 })
  return { conversations, messages, lifelongId }
}
