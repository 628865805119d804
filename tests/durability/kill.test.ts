import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { expect, test } from 'vitest'
import { createApp, type App } from '#core/app.ts'
import type { Session } from '#core/session.ts'
import type { MessageId } from '#shared/model/ids.ts'
import { spokenText } from '#shared/model/part.ts'
import { writeChatgptZip } from '#tests/helpers/chatgpt-export.ts'
import { createTestHost } from '#tests/helpers/memory-host.ts'
import { startScriptedProvider } from '#tests/helpers/scripted-provider.ts'
import { tempFolder } from '#tests/helpers/temp-folder.ts'
import type { Acknowledged } from './busy-host.ts'

const kills = 30
const longestLife = 1_200
const exports = 5

test(`killed ${kills} times while chatting and importing, nothing acknowledged is ever missing`, async () => {
  await using folder = await tempFolder()
  await using provider = await startScriptedProvider({ pace: 5 })
  const vaultFolder = join(folder.path, 'vault')
  const files: { path: string; messages: number }[] = []
  for (let seed = 1; seed <= exports; seed += 1) {
    const path = folder.file(`export-${seed}.zip`)
    const { messages } = await writeChatgptZip(path, { seed, conversations: 120, turns: 10 })
    files.push({ path, messages })
  }
  const { recoveryKey, conversationId } = await makeVault(vaultFolder, provider.baseUrl)

  const promised: Acknowledged[] = []
  for (let round = 0; round < kills; round += 1) {
    const file = files[round % files.length]
    const said = await liveAndDie([vaultFolder, recoveryKey, String(conversationId), file?.path ?? ''])
    promised.push(...said)

    await openAgain(vaultFolder, recoveryKey, (session) => {
      expect(session.verify().problems).toEqual([])
      for (const line of promised) assertKept(session, line)
      // A later one may have been stored and not told any more.
      const lastDraft = said.findLast((line) => line.kind === 'drafted')?.text ?? ''
      expect(session.conversations.draft(conversationId).text >= lastDraft).toBe(true)
      const { messages } = session.conversations.thread({ id: conversationId, anchor: { from: 'end' }, limit: 500 })
      expect(messages.filter((message) => message.state === 'streaming')).toEqual([])
      expect(session.imports.list().filter(({ state }) => state === 'importing')).toEqual([])
    })
  }

  // However often it was cut, the same files complete it, and each message is there once.
  await openAgain(vaultFolder, recoveryKey, async (session) => {
    for (const { path, messages } of files) {
      const run = await session.imports.importFiles([path], { kind: 'nobody' })
      expect(run.state).toBe('done')
      const { found, imported, alreadyHere, keptRaw, failed } = run.receipt?.messages ?? {}
      expect({ found, failed }).toEqual({ found: messages, failed: 0 })
      expect((imported ?? 0) + (alreadyHere ?? 0) + (keptRaw ?? 0)).toBe(messages)
    }
    const own = session.verify()
    expect(own.problems).toEqual([])
    expect(own.messages).toBeGreaterThanOrEqual(files.reduce((sum, { messages }) => sum + messages, 0))
  })
  expect(promised.filter(({ kind }) => kind === 'sent').length).toBeGreaterThan(kills)
}, 300_000)

async function makeVault(vaultFolder: string, baseUrl: string) {
  const host = await createTestHost({ folder: vaultFolder })
  const app = createApp(host, { rendererFolder: null })
  const key = await app.vault.create({ passphrase: 'only for this test', osKeychain: false })
  const session = opened(app)
  const provider = session.providers.create({
    preset: 'custom',
    name: 'Scripted',
    baseUrl,
    apiKey: null,
    headers: {},
    allowClearText: false,
  })
  const companion = session.companions.create({
    profile: { name: '念', description: '', greeting: '' },
    binding: { providerId: provider.id, model: 'scripted-large' },
  })
  await app.dispose()
  return { recoveryKey: key.groups.join('-'), conversationId: companion.lifelongId }
}

/** Starts the busy host, kills it at a random moment after its first promise, and answers all that it had promised. */
async function liveAndDie(args: readonly string[]): Promise<Acknowledged[]> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'busy-host.ts'), ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = once(child, 'close')
  const said: Acknowledged[] = []
  const lines = createInterface({ input: child.stdout })
  lines.on('line', (line) => {
    const parsed = JSON.parse(line) as Acknowledged
    if (said.length === 0) setTimeout(() => child.kill('SIGKILL'), Math.random() * longestLife)
    said.push(parsed)
  })
  const [, signal] = (await ended) as [number | null, NodeJS.Signals | null]
  expect(signal, 'the busy host ended by itself').toBe('SIGKILL')
  return said
}

async function openAgain(
  vaultFolder: string,
  recoveryKey: string,
  look: (session: Session) => void | Promise<void>,
): Promise<void> {
  const app = createApp(await createTestHost({ folder: vaultFolder }), { rendererFolder: null })
  try {
    expect((await app.vault.unlock({ with: 'recovery', recoveryKey })).state).toBe('unlocked')
    await look(opened(app))
  } finally {
    await app.dispose()
  }
}

function assertKept(session: Session, line: Acknowledged): void {
  if (line.kind === 'rewriting') {
    expect(session.conversations.editDraft(line.messageId as MessageId)).toBe(line.text)
    return
  }
  if (line.kind !== 'sent' && line.kind !== 'replied' && line.kind !== 'edited') return
  const message = session.messages.get(line.messageId as MessageId)
  expect(message.state).toBe('complete')
  expect(spokenText(message.parts)).toBe(line.text)
}

function opened(app: App): Session {
  const session = app.vault.session()
  if (!session) throw new Error('the vault is not open')
  return session
}
