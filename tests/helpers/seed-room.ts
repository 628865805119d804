import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { createApp } from '#core/app.ts'
import type { Language } from '#shared/languages.ts'
import { createTestHost } from './memory-host.ts'

/** A profile with a provider called Lamp, companions who speak through it, and conversations that belong to nobody. */
export type SeededRoom = {
  readonly profile: string
  readonly language: Language
  readonly passphrase: string
  readonly baseUrl: string
  readonly companions: readonly { readonly name: string; readonly description: string; readonly model: string }[]
  /** Conversations in ChatGPT's own shape. */
  readonly conversations: readonly unknown[]
}

// Run as a process of its own, with the seed on its standard input: the engine under a vault does not load where
// Playwright transforms every import.
const seed = JSON.parse(await text(process.stdin)) as SeededRoom
await mkdir(seed.profile, { recursive: true })
await using host = await createTestHost({ folder: path.join(seed.profile, 'vault') })
const app = createApp(host, { rendererFolder: null })
const { groups, prove } = await app.vault.create({ passphrase: seed.passphrase, osKeychain: false })
await app.vault.proveRecovery({ groups: prove.map((index) => ({ index, text: groups[index] ?? '' })) })
const session = app.vault.session()
if (session === null) throw new Error('the new vault is not open')
const address = { baseUrl: seed.baseUrl, apiKey: null, headers: {}, allowClearText: false }
const { id: providerId } = session.providers.create({ preset: 'custom', name: 'Lamp', ...address })
await session.providers.models({ id: providerId, refresh: true })
for (const { name, description, model } of seed.companions) {
  session.companions.create({ profile: { name, description, greeting: '' }, binding: { providerId, model } })
}
const file = path.join(seed.profile, 'conversations.json')
await writeFile(file, JSON.stringify(seed.conversations))
await session.imports.importFiles([file], { kind: 'nobody' })
await app.dispose()
const preferences = { language: seed.language, adultStatementAt: 1 }
await writeFile(path.join(seed.profile, 'preferences.json'), JSON.stringify(preferences))
