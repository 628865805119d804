import { randomUUID } from 'node:crypto'
import { createChanges } from '#core/changes.ts'
import { createAnswerers } from '#core/chat/answerers.ts'
import { createAskedModels } from '#core/chat/asked-models.ts'
import { createChat } from '#core/chat/chat.ts'
import { createConversationRepository } from '#core/chat/conversation-repository.ts'
import { createMessageRepository } from '#core/chat/message-repository.ts'
import { createDraftRepository } from '#core/chat/draft-repository.ts'
import { createNextPrompt } from '#core/chat/next-prompt.ts'
import { createCompanionRepository } from '#core/companions/companion-repository.ts'
import { createLog } from '#core/log.ts'
import { createNetwork } from '#core/providers/network.ts'
import { createProviderRepository } from '#core/providers/provider-repository.ts'
import { createProviders } from '#core/providers/providers.ts'
import { createMessageIndex } from '#core/search/message-index.ts'
import { createAssetRepository } from '#core/store/asset-repository.ts'
import { openDatabase } from '#core/store/database.ts'
import type { ConversationId } from '#shared/model/ids.ts'
import { noDigest } from '#shared/model/letter.ts'
import { unknownSelf } from '#shared/model/self.ts'
import { nothingRemembered } from '#core/prompt/remembered.ts'
import { noLore } from '#tests/helpers/no-lore.ts'

// A process that talks and is killed while the reply is being written. Prints the ids that it acknowledged, then
// `kept` once the first words are in the store.
const [file = '', key = '', conversation = ''] = process.argv.slice(2)
const conversationId = Number(conversation) as ConversationId
const database = openDatabase({ file, key: Buffer.from(key, 'hex'), mode: 'write' })
const conversations = createConversationRepository(database)
const messages = createMessageRepository({ database, index: createMessageIndex(database) })
const now = (): number => Date.now()
const changes = createChanges()
const proxy = { mode: 'none', host: '', port: 0, user: '', password: null } as const
const network = createNetwork({ systemProxy: async () => null, proxy })
const assets = createAssetRepository(database)
const providers = createProviders({ repository: createProviderRepository(database), network, now, changes })
const nextPrompt = createNextPrompt({
  now,
  timeZone: () => 'UTC',
  daysOf: () => null,
  letterOf: () => ({ text: '', savedAt: null, digest: noDigest }),
  selfProfile: () => unknownSelf,
  lore: noLore,
  remember: () => nothingRemembered,
  assets,
})
const chat = createChat({
  database,
  messages,
  conversations,
  answerers: createAnswerers({ companions: createCompanionRepository({ database, conversations }), messages }),
  drafts: createDraftRepository(database),
  askedModels: createAskedModels({ providers, nextPrompt }),
  assets,
  providers,
  now,
  changes,
  log: createLog({ logTo: { write: () => {} }, now }),
})
const { messageId, replyId } = chat.send({ conversationId, text: 'hold on to this', requestId: randomUUID() })
if (replyId === null) throw new Error('nobody answers')
console.log(JSON.stringify({ messageId, replyId }))
setInterval(() => {
  if (messages.get(replyId).parts.length > 0) console.log('kept')
}, 20)
