import { join } from 'node:path'
import { createChanges } from '#core/changes.ts'
import { createNetwork } from '#core/providers/network.ts'
import { createProviderRepository } from '#core/providers/provider-repository.ts'
import { createProviders } from '#core/providers/providers.ts'
import { openDatabase } from '#core/store/database.ts'
import type { CompanionId, ProviderId } from '#shared/model/ids.ts'
import { openMeaning } from './trial-meaning.ts'

/** Begins to read for meaning in a process of its own, which may be killed at any moment. */
const [folder = '', key = '', companion = '', provider = ''] = process.argv.slice(2)
const database = openDatabase({ file: join(folder, 'keepsake.db'), key: Buffer.from(key, 'hex'), mode: 'write' })
const proxy = { mode: 'none', host: '', port: 0, user: '', password: null } as const
const changes = createChanges()
const providers = createProviders({
  repository: createProviderRepository(database),
  network: createNetwork({ systemProxy: async () => null, proxy }),
  now: () => Date.now(),
  changes,
})
const meaning = openMeaning({ database }, providers, changes)
const binding = { providerId: Number(provider) as ProviderId, model: 'near' }
await meaning.start({ companionId: Number(companion) as CompanionId, binding, keepsUp: false })
await meaning.whenQuiet()
