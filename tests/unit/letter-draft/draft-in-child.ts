import { join } from 'node:path'
import { createChanges } from '#core/changes.ts'
import { createConversationRepository } from '#core/chat/conversation-repository.ts'
import { createMessageRepository } from '#core/chat/message-repository.ts'
import { createSpeakerRepository } from '#core/chat/speaker-repository.ts'
import { createCompanionRepository } from '#core/companions/companion-repository.ts'
import { createRevisionRepository } from '#core/companions/revision-repository.ts'
import { createSpeechRepository } from '#core/companions/speech-repository.ts'
import { createNetwork } from '#core/providers/network.ts'
import { createProviderRepository } from '#core/providers/provider-repository.ts'
import { createProviders } from '#core/providers/providers.ts'
import { createMessageIndex } from '#core/search/message-index.ts'
import { createAssetRepository } from '#core/store/asset-repository.ts'
import { openDatabase } from '#core/store/database.ts'
import type { CompanionId } from '#shared/model/ids.ts'
import { letterOptions, openDrafts } from './trial-draft.ts'

/**
 * Begins a draft, or goes on with the one that an end in the middle left, in a process of its own that may be killed at
 * any moment: folder, key in hex and companion are its arguments. It says the state that it came to.
 */
const [folder = '', key = '', companion = ''] = process.argv.slice(2)
const companionId = Number(companion) as CompanionId
const database = openDatabase({ file: join(folder, 'keepsake.db'), key: Buffer.from(key, 'hex'), mode: 'write' })
const proxy = { mode: 'none', host: '', port: 0, user: '', password: null } as const
const network = createNetwork({ systemProxy: async () => null, proxy })
const companions = createCompanionRepository({ database, conversations: createConversationRepository(database) })
const { binding } = companions.get(companionId)
if (binding === null) throw new Error('nobody speaks for them')
const { drafts } = openDrafts({
  store: {
    database,
    companions,
    messages: createMessageRepository({ database, index: createMessageIndex(database) }),
    revisions: createRevisionRepository(database),
    speakers: createSpeakerRepository(database),
    speech: createSpeechRepository(database),
    assets: createAssetRepository(database),
  },
  providers: createProviders({
    repository: createProviderRepository(database),
    network,
    now: () => Date.now(),
    changes: createChanges(),
  }),
  binding,
})
const left = drafts.current({ companionId, purpose: 'letter' })
process.stdout.write(`${left?.state ?? 'none'} ${left?.pause ?? 'none'}\n`)
if (left) drafts.resume({ id: left.id, cap: null })
else drafts.start({ companionId, options: letterOptions })
await drafts.whenQuiet()
process.stdout.write(`${drafts.current({ companionId, purpose: 'letter' })?.state}\n`)
await network[Symbol.asyncDispose]()
database.close()
