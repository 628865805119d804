import { readdirSync, readFileSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createRouterClient } from '@orpc/server'
import { expect, test } from 'vitest'
import { createApp } from '#core/app.ts'
import { writeJson } from '#tests/helpers/chatgpt-export.ts'
import { createTestHost } from '#tests/helpers/memory-host.ts'
import { createPicture } from '#tests/helpers/picture.ts'
import { startScriptedProvider } from '#tests/helpers/scripted-provider.ts'
import { tempFolder } from '#tests/helpers/temp-folder.ts'

/** One of each private thing, marked so that it can be found wherever it leaked to. */
const canaries = {
  passphrase: 'canary-passphrase-芝麻开门',
  apiKey: 'sk-canary-key-0123456789',
  header: 'canary-header-value',
  proxyPassword: 'canary-proxy-password',
  name: 'CanaryName念念',
  description: 'canary-description 她喜欢雨天',
  message: 'canary-message 我们在一起的第一天',
  reply: 'canary-reply 我也记得那一天',
  failedReply: 'canary-provider-refusal',
  draft: 'canary-draft 还没有说出口的话',
  imported: 'canary-imported 很久以前',
  title: 'canary-title 旧的对话',
  fileName: 'canary-file-name',
  query: 'canary-query',
} as const

test('a whole session leaves nothing private in files, logs or the temporary folder', async () => {
  const before = new Set(readdirSync(tmpdir()))
  await using exports = await tempFolder()
  await using provider = await startScriptedProvider()
  await using host = await createTestHost()
  const app = createApp(host, { rendererFolder: null })
  const client = createRouterClient(app.router)
  const recovery = await client.vault.create({ passphrase: canaries.passphrase, osKeychain: false })
  const secrets = {
    ...canaries,
    recoveryKey: recovery.groups.join('-'),
    recoveryGroups: recovery.groups.slice(0, 3).join(''),
  }

  await client.settings.update({
    proxy: { mode: 'http', host: '127.0.0.1', port: 9, user: 'someone', password: canaries.proxyPassword },
  })
  const { id: providerId } = await client.providers.create({
    preset: 'custom',
    name: 'Scripted',
    baseUrl: provider.baseUrl,
    apiKey: canaries.apiKey,
    headers: { 'x-canary': canaries.header },
    allowClearText: false,
  })
  const companion = await client.companions.create({
    profile: { name: canaries.name, description: canaries.description, greeting: '' },
    binding: { providerId, model: 'scripted-large' },
  })
  const conversationId = companion.lifelongId
  provider.script(
    { steps: [{ say: canaries.reply }] },
    { status: 401, body: { error: { message: `${canaries.failedReply}: ${canaries.apiKey}` } } },
  )
  const talk = async (): Promise<void> => {
    await client.chat.send({ conversationId, text: canaries.message, requestId: crypto.randomUUID() })
    for await (const event of await client.chat.watch({ conversationId })) {
      if (event.type === 'finished' || event.type === 'failed' || event.type === 'idle') return
    }
  }
  await talk()
  await talk()
  await client.conversations.setDraft({ id: conversationId, text: canaries.draft })
  await client.search.messages({ query: canaries.query, limit: 50 })

  const exported = exports.file(`${canaries.fileName}.json`)
  await writeJson(exported, [
    {
      conversation_id: 'canary',
      title: canaries.title,
      create_time: 1_700_000_000,
      current_node: 'a',
      mapping: {
        a: {
          id: 'a',
          parent: null,
          children: [],
          message: {
            id: 'a',
            author: { role: 'user' },
            create_time: 1_700_000_000,
            content: { content_type: 'text', parts: [canaries.imported] },
          },
        },
      },
    },
  ])
  const upload = await app.assets.request(`http://host/uploads?name=${canaries.fileName}.json`, {
    method: 'POST',
    body: readFileSync(exported),
  })
  const { uploadId } = (await upload.json()) as { uploadId: never }
  const spooled = findCanaries(host.vaultFolder, secrets)
  const run = await client.imports.inspect({ uploads: [uploadId] })
  for await (const state of await client.imports.watch({ id: run.id })) if (state.state === 'ready') break
  await client.imports.start({ id: run.id, target: { kind: 'nobody' } })
  for await (const state of await client.imports.watch({ id: run.id })) expect(state.failure).toBeNull()
  const picture = await app.assets.request('http://host/pictures', {
    method: 'PUT',
    body: Buffer.from(createPicture(1)),
  })
  expect(picture.status).toBe(200)
  expect((await client.search.messages({ query: '很久以前', limit: 50 })).hits).toHaveLength(1)

  const whileOpen = findCanaries(host.vaultFolder, secrets)
  await client.vault.lock()
  await expect(client.companions.list()).rejects.toMatchObject({ code: 'VAULT_LOCKED' })
  await app.dispose()

  expect({ spooled, whileOpen, afterwards: findCanaries(host.vaultFolder, secrets) }).toEqual({
    spooled: [],
    whileOpen: [],
    afterwards: [],
  })
  expect(findIn(host.logs.join('\n'), secrets)).toEqual([])
  const temporary = readdirSync(tmpdir()).filter((name) => !before.has(name) && !name.startsWith('keepsake-test-'))
  expect(temporary.flatMap((name) => findCanaries(join(tmpdir(), name), secrets))).toEqual([])
  // The sweep itself must be able to find something.
  expect(findCanaries(exports.path, secrets)).toContain('imported in canary-file-name.json')
}, 60_000)

/** Which secrets stand in which files below a path, as UTF-8 or UTF-16, in names or content. */
function findCanaries(path: string, secrets: Readonly<Record<string, string>>): string[] {
  const stat = statSync(path, { throwIfNoEntry: false })
  if (!stat) return []
  if (stat.isDirectory()) {
    return readdirSync(path).flatMap((name) => [
      ...findIn(name, secrets).map((secret) => `${secret} as a name`),
      ...findCanaries(join(path, name), secrets),
    ])
  }
  if (!stat.isFile()) return []
  const bytes = readFileSync(path)
  return Object.entries(secrets)
    .filter(([, secret]) => bytes.includes(secret) || bytes.includes(Buffer.from(secret, 'utf16le')))
    .map(([name]) => `${name} in ${path.split('/').at(-1)}`)
}

function findIn(text: string, secrets: Readonly<Record<string, string>>): string[] {
  return Object.entries(secrets)
    .filter(([, secret]) => text.includes(secret))
    .map(([name]) => name)
}
