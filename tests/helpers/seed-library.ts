import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { createApp } from '#core/app.ts'
import type { Language } from '#shared/languages.ts'
import type { MessageId } from '#shared/model/ids.ts'
import { emptyLoreEntry } from '#shared/model/lore.ts'
import { createTestHost } from './memory-host.ts'

/** A profile with conversations from ChatGPT and SillyTavern, and one of everything else that can be found. */
export type SeededLibrary = {
  readonly profile: string
  readonly language: Language
  readonly passphrase: string
  /** Of whom the first has the thread, the memory, the Letter, the lorebook and the day. */
  readonly names: readonly string[]
  /** Each with what was said in turns, the person's first. `app` is ChatGPT where it is left out. */
  readonly conversations: readonly {
    readonly title: string
    readonly at: number
    readonly said: readonly string[]
    readonly model?: string
    readonly app?: 'sillytavern'
  }[]
  readonly thread: readonly string[]
  readonly memory: string
  readonly letter: string
  readonly lore: string
  readonly day: string
  readonly note: string
  readonly file: string
}

function chatgpt({ title, at, said, model = 'gpt-4o' }: SeededLibrary['conversations'][number], number: number) {
  const seconds = at / 1_000
  const nodes = said.map((words, turn) => ({
    id: `n${number}-${turn}`,
    parent: turn === 0 ? null : `n${number}-${turn - 1}`,
    children: turn === said.length - 1 ? [] : [`n${number}-${turn + 1}`],
    message: {
      id: `n${number}-${turn}`,
      author: { role: turn % 2 === 0 ? 'user' : 'assistant' },
      create_time: seconds + turn * 60,
      content: { content_type: 'text', parts: [words] },
      metadata: turn % 2 === 0 ? {} : { model_slug: model },
    },
  }))
  return {
    title,
    create_time: seconds,
    update_time: seconds + said.length * 60,
    conversation_id: `talk-${number}`,
    current_node: nodes.at(-1)?.id,
    mapping: Object.fromEntries(nodes.map((node) => [node.id, node])),
  }
}

function sillytavern({ at, said }: SeededLibrary['conversations'][number], name: string): string {
  const lines = said.map((mes, turn) => ({
    name: turn % 2 === 0 ? 'You' : name,
    is_user: turn % 2 === 0,
    send_date: new Date(at + turn * 60_000).toISOString(),
    mes,
  }))
  const head = { user_name: 'You', character_name: name, create_date: new Date(at).toISOString() }
  return [head, ...lines].map((line) => JSON.stringify(line)).join('\n')
}

// Run as a process of its own, with the seed on its standard input: the engine under a vault does not load where
// Playwright transforms every import.
const seed = JSON.parse(await text(process.stdin)) as SeededLibrary
await mkdir(seed.profile, { recursive: true })
await using host = await createTestHost({ folder: path.join(seed.profile, 'vault') })
const app = createApp(host, { rendererFolder: null })
const { groups, prove } = await app.vault.create({ passphrase: seed.passphrase, osKeychain: false })
await app.vault.proveRecovery({ groups: prove.map((index) => ({ index, text: groups[index] ?? '' })) })
const session = app.vault.session()
if (session === null) throw new Error('the new vault is not open')
const companions = seed.names.map((name) =>
  session.companions.create({ profile: { name, description: '', greeting: '' }, binding: null }),
)
const [first] = companions
if (first === undefined) throw new Error('a library is of somebody')

const chats = seed.conversations.filter(({ app: from }) => from === undefined)
const files = [path.join(seed.profile, 'conversations.json')]
await writeFile(files[0] ?? '', JSON.stringify(chats.map(chatgpt)))
for (const conversation of seed.conversations.filter(({ app: from }) => from === 'sillytavern')) {
  const file = path.join(seed.profile, `${conversation.title}.jsonl`)
  await writeFile(file, sillytavern(conversation, conversation.title))
  files.push(file)
}
await session.imports.importFiles(files, { kind: 'nobody' })

let parentId: MessageId | null = null
for (const [turn, words] of seed.thread.entries()) {
  const role = turn % 2 === 0 ? 'user' : 'assistant'
  const parts = [{ kind: 'text' as const, text: words }]
  const place = { conversationId: first.lifelongId, parentId }
  const message = session.messages.append({
    ...place,
    role,
    createdAt: 1_750_000_000_000 + turn * 60_000,
    parts,
    state: 'complete',
  })
  parentId = message.id
}
const { id: companionId } = first
const media = { assetId: null, pointer: null, mime: null }
const sent = session.messages.append({
  conversationId: first.lifelongId,
  parentId,
  role: 'user',
  createdAt: 1_750_001_000_000,
  parts: [{ kind: 'file', ...media, name: seed.file, size: 3 }],
  state: 'complete',
})
session.marks.add({ messageId: sent.id, mark: { kind: 'favourite', note: seed.note } })
const fields = { text: seed.memory, since: null, until: null, pinned: false }
session.memories.remember({ companionId, fields, messageIds: [] })
session.letters.save({ companionId, text: seed.letter })
session.lore.add(companionId, { ...emptyLoreEntry, name: seed.lore, keys: ['lake'], content: '…' })
session.milestones.create({
  title: seed.day,
  emoji: null,
  pictureId: null,
  companionId,
  kind: 'custom',
  start: { date: '2024-05-20', precision: 'day', time: null, zone: null },
  recurrences: [],
  countFrom: 1,
  reminders: [],
  muted: true,
  note: '',
  messageIds: [],
  letter: false,
})
await app.dispose()
const preferences = { language: seed.language, adultStatementAt: 1 }
await writeFile(path.join(seed.profile, 'preferences.json'), JSON.stringify(preferences))
