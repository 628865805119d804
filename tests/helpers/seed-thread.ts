import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { createApp } from '#core/app.ts'
import type { Language } from '#shared/languages.ts'
import type { MessageId } from '#shared/model/ids.ts'
import type { Mark } from '#shared/model/mark.ts'
import type { MilestoneFields } from '#shared/model/milestone.ts'
import type { ModelFacts } from '#shared/model/provider.ts'
import { plainPlan } from '#shared/model/prompt-plan.ts'
import { createTestHost } from './memory-host.ts'

/** A profile with one companion and what was said with them. */
export type SeededThread = {
  readonly profile: string
  readonly language: Language
  readonly passphrase: string
  readonly name: string
  /** Where their model is reached, if they have one. */
  readonly baseUrl?: string
  /** What the person knows of that model. */
  readonly facts?: ModelFacts
  /** Models that stand in for theirs, at the same address. */
  readonly standIns?: readonly string[]
  /** Tokens that what was said may take in a prompt. */
  readonly history?: number
  /** Other conversations with them, empty. */
  readonly titles?: readonly string[]
  /** Up to which of what was said somebody has read, who then left at the end. */
  readonly readUpTo?: number
  /** Days kept with them at a moment, with reminders at any hour. */
  readonly days?: { readonly at: number; readonly kept: readonly Omit<MilestoneFields, 'companionId'>[] }
  readonly said: readonly {
    readonly role: 'user' | 'assistant'
    readonly text: string
    readonly at: number
    readonly model?: string
    /** Which of what was said before this one follows, where that is not the last. */
    readonly after?: number
    readonly marks?: readonly Mark[]
  }[]
}

// Run as a process of its own, with the seed on its standard input: the engine under a vault does not load where
// Playwright transforms every import.
const seed = JSON.parse(await text(process.stdin)) as SeededThread
await mkdir(seed.profile, { recursive: true })
await using host = await createTestHost({ folder: path.join(seed.profile, 'vault') })
const app = createApp(host, { rendererFolder: null })
const { groups, prove } = await app.vault.create({ passphrase: seed.passphrase, osKeychain: false })
await app.vault.proveRecovery({ groups: prove.map((index) => ({ index, text: groups[index] ?? '' })) })
const session = app.vault.session()
if (session === null) throw new Error('the new vault is not open')
const address = { baseUrl: seed.baseUrl ?? '', apiKey: null, headers: {}, allowClearText: false }
const provider =
  seed.baseUrl === undefined ? null : session.providers.create({ preset: 'custom', name: 'Lamp', ...address })
if (provider !== null && seed.facts !== undefined) {
  session.providers.setFacts({ providerId: provider.id, model: 'scripted-large', facts: seed.facts })
}
const { id: companionId, lifelongId } = session.companions.create({
  profile: { name: seed.name, description: '', greeting: '' },
  binding: provider && { providerId: provider.id, model: 'scripted-large' },
})
if (provider !== null && seed.standIns !== undefined) {
  const fallbacks = seed.standIns.map((model) => ({ providerId: provider.id, model }))
  session.companions.update({ id: companionId, fallbacks })
}
if (seed.history !== undefined) {
  session.companions.update({ id: companionId, parameters: { plan: { ...plainPlan, history: seed.history } } })
}
const ids: MessageId[] = []
for (const { role, text: words, at, model = null, after = ids.length - 1, marks = [] } of seed.said) {
  const parts = [{ kind: 'text' as const, text: words }]
  const place = { conversationId: lifelongId, parentId: ids[after] ?? null }
  const message = session.messages.append({ ...place, role, model, createdAt: at, parts, state: 'complete' })
  for (const mark of marks) session.marks.add({ messageId: message.id, mark })
  ids.push(message.id)
}
const seen = seed.readUpTo === undefined ? undefined : ids[seed.readUpTo]
if (seen !== undefined) session.reading.leave({ id: lifelongId, place: null, seen })
for (const title of seed.titles ?? []) session.conversations.create({ companionId, title })
if (seed.days !== undefined) {
  host.clock.set(seed.days.at)
  session.milestones.setSettings({ quiet: null })
  for (const fields of seed.days.kept) session.milestones.create({ ...fields, companionId })
}
await app.dispose()
const preferences = { language: seed.language, adultStatementAt: 1 }
await writeFile(path.join(seed.profile, 'preferences.json'), JSON.stringify(preferences))
