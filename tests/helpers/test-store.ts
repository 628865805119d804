import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createConversationRepository, type ConversationRepository } from '#core/chat/conversation-repository.ts'
import { createDraftRepository, type DraftRepository } from '#core/chat/draft-repository.ts'
import type { ImportedMessage } from '#core/chat/import-batch.ts'
import { createMessageRepository, type MessageRepository, type NewMessage } from '#core/chat/message-repository.ts'
import { createSpeakerRepository, type SpeakerRepository } from '#core/chat/speaker-repository.ts'
import { createCompanionRepository, type CompanionRepository } from '#core/companions/companion-repository.ts'
import { createRevisionRepository, type RevisionRepository } from '#core/companions/revision-repository.ts'
import { createSpeechRepository, type SpeechRepository } from '#core/companions/speech-repository.ts'
import { createMessageIndex } from '#core/search/message-index.ts'
import { createSearch, type Search } from '#core/search/search.ts'
import { createAssetRepository, type AssetRepository } from '#core/store/asset-repository.ts'
import { openDatabase, type Database } from '#core/store/database.ts'
import type { Companion } from '#shared/model/companion.ts'
import type { CompanionId, ConversationId, ImportRunId, MessageId } from '#shared/model/ids.ts'

/** A real vault database in a temporary folder with the repositories over it; disposing removes the folder. */
export type TestStore = Disposable & {
  readonly folder: string
  readonly file: string
  readonly key: Uint8Array
  readonly database: Database
  readonly messages: MessageRepository
  readonly conversations: ConversationRepository
  readonly companions: CompanionRepository
  readonly revisions: RevisionRepository
  readonly speakers: SpeakerRepository
  readonly speech: SpeechRepository
  readonly drafts: DraftRepository
  readonly assets: AssetRepository
  readonly search: Search
  readonly companion: Companion
}

/** Makes a vault with one companion, whose lifelong thread is empty. */
export function createTestStore(): TestStore {
  const folder = mkdtempSync(join(tmpdir(), 'keepsake-store-'))
  const file = join(folder, 'keepsake.db')
  const key = randomBytes(32)
  const database = openDatabase({ file, key, mode: 'create' })
  const conversations = createConversationRepository(database)
  const companions = createCompanionRepository({ database, conversations })
  return {
    folder,
    file,
    key,
    database,
    conversations,
    companions,
    revisions: createRevisionRepository(database),
    speakers: createSpeakerRepository(database),
    speech: createSpeechRepository(database),
    messages: createMessageRepository({ database, index: createMessageIndex(database) }),
    drafts: createDraftRepository(database),
    assets: createAssetRepository(database),
    search: createSearch(database),
    companion: companions.create({
      profile: { name: '小满', description: '', greeting: '' },
      binding: null,
      createdAt: 1_700_000_000_000,
    }),
    [Symbol.dispose]: () => {
      database.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** A finished message of one text, the person's unless said otherwise. */
export function aMessage(
  conversationId: ConversationId,
  parentId: MessageId | null,
  text: string,
  more: Partial<NewMessage> = {},
): NewMessage {
  return {
    conversationId,
    parentId,
    role: 'user',
    createdAt: 1_700_000_000_000,
    parts: [{ kind: 'text', text }],
    state: 'complete',
    ...more,
  }
}

/** A message as an import brings it. */
export function anImportedMessage(
  conversationId: ConversationId,
  parent: { readonly id: MessageId; readonly depth: number } | null,
  text: string,
  more: Partial<ImportedMessage> = {},
): ImportedMessage {
  return {
    conversationId,
    parentId: parent?.id ?? null,
    depth: parent ? parent.depth + 1 : 0,
    role: 'assistant',
    author: null,
    createdAt: 1_690_000_000_000,
    timeOriginal: null,
    timePrecision: null,
    timeZoneKnown: null,
    model: 'gpt-4o',
    provider: null,
    parts: [{ kind: 'text', text }],
    state: 'complete',
    finishReason: null,
    tokens: null,
    hidden: false,
    sourceId: null,
    raw: null,
    ...more,
  }
}

/** An import run, as its service writes it. */
export function addImportRun(database: Database): ImportRunId {
  const { lastId } = database.run(
    `INSERT INTO import_run (state, file_names_json, started_at, progress_json) VALUES ('importing', '[]', 0, '{}')`,
  )
  return lastId as ImportRunId
}

/** An imported conversation without messages. */
export function addImportedConversation(
  store: TestStore,
  importRunId: ImportRunId,
  more: { readonly companionId?: CompanionId | null; readonly sourceId?: string | null; readonly title?: string } = {},
): ConversationId {
  return store.conversations.createImported({
    importRunId,
    companionId: more.companionId ?? null,
    source: 'chatgpt',
    sourceId: more.sourceId ?? null,
    title: more.title ?? null,
    createdAt: 1_690_000_000_000,
    updatedAt: 1_690_000_000_000,
    archived: false,
    raw: null,
  })
}
