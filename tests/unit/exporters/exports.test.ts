import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createRouterClient } from '@orpc/server'
import { expect, test } from 'vitest'
import { ExportRequest, type ExportProgress } from '#shared/model/export.ts'
import type { NewMessage } from '#core/chat/message-repository.ts'
import type { MessageId } from '#shared/model/ids.ts'
import { createTestApp, testPassphrase, type TestApp } from '#tests/helpers/test-app.ts'

const request = (format: ExportRequest['format']) =>
  ExportRequest.parse({ format, scope: { kind: 'everything' }, language: 'en' })

async function withStory(messages: number) {
  const test = await createTestApp()
  await test.createVault()
  const session = test.app.vault.session()
  if (!session) throw new Error('the vault is not open')
  const profile = { name: 'Ember', description: '', greeting: '' }
  const { lifelongId } = session.companions.create({ profile, binding: null })
  let parentId: MessageId | null = null
  for (let index = 0; index < messages; index += 1) {
    const parts = [{ kind: 'text' as const, text: `plum ${index} secret-canary` }]
    const message: NewMessage = {
      conversationId: lifelongId,
      parentId,
      role: 'user' as const,
      createdAt: index + 1,
      parts,
      state: 'complete',
    }
    parentId = session.messages.append(message).id
  }
  return { test, session, [Symbol.asyncDispose]: () => test[Symbol.asyncDispose]() }
}

async function allOf(writing: AsyncIterable<ExportProgress>): Promise<ExportProgress[]> {
  const told: ExportProgress[] = []
  for await (const progress of writing) told.push(progress)
  return told
}

const spooled = ({ host }: TestApp) => readdir(join(host.vaultFolder, 'spool')).catch(() => [])

test('an export ends with a file that is fetched once, sealed until then, and counted to its last message', async () => {
  await using story = await withStory(12)
  const told = await allOf(story.session.exports.write(request('text')))
  const last = told.at(-1)
  expect(last).toMatchObject({
    messages: 12,
    of: 12,
    conversations: 1,
    done: { name: expect.stringMatching(/^Keepsake .+\.zip$/) },
  })
  const [file = ''] = await spooled(story.test)
  expect((await readFile(join(story.test.host.vaultFolder, 'spool', file))).includes('canary')).toBe(false)
  const fetched = await story.test.app.assets.request(`/uploads/${last?.done?.uploadId}`)
  const bytes = Buffer.from(await fetched.arrayBuffer())
  expect(bytes).toHaveLength(last?.done?.size ?? 0)
  expect(bytes.subarray(0, 2).toString()).toBe('PK')
  expect(await spooled(story.test)).toEqual([])
  expect((await story.test.app.assets.request(`/uploads/${last?.done?.uploadId}`)).status).toBe(410)
})

test('whoever stops listening cancels it, nothing of it stays, and the next can be written', async () => {
  await using story = await withStory(60)
  for await (const _progress of story.session.exports.write(request('json'))) {
    await expect(story.session.exports.write(request('csv')).next()).rejects.toMatchObject({ code: 'EXPORT_BUSY' })
    break
  }
  expect(await spooled(story.test)).toEqual([])
  const again = await allOf(story.session.exports.write(request('csv')))
  expect(again.at(-1)?.done).not.toBeNull()
})

test('a lock in the middle of an export leaves nothing of it', async () => {
  await using story = await withStory(60)
  const writing = story.session.exports.write(request('html'))
  await writing.next()
  const [locked] = await Promise.allSettled([story.test.app.vault.lock(), allOf(writing)])
  expect(locked.status).toBe('fulfilled')
  expect(await spooled(story.test)).toEqual([])
})

test('everything leaves only with the passphrase, and one conversation without it', async () => {
  await using story = await withStory(3)
  const client = createRouterClient(story.test.app.router)
  const ask = (scope: ExportRequest['scope'], passphrase: string | null) =>
    client.exports.write({ request: { format: 'text', scope, language: 'en' }, passphrase })
  await expect(ask({ kind: 'everything' }, null)).rejects.toMatchObject({ code: 'PASSPHRASE_REQUIRED' })
  await expect(ask({ kind: 'everything' }, 'guess')).rejects.toMatchObject({ code: 'WRONG_KEY' })
  const [companion] = story.session.companions.list()
  if (!companion) throw new Error('no companion')
  const theirs = { kind: 'companion' as const, companionId: companion.id }
  await expect(ask(theirs, null)).rejects.toMatchObject({ code: 'PASSPHRASE_REQUIRED' })
  for (const [scope, passphrase] of [
    [theirs, testPassphrase],
    [{ kind: 'conversation' as const, conversationId: companion.lifelongId }, null],
  ] as const) {
    const told = await allOf(await ask(scope, passphrase))
    expect(told.at(-1)?.done?.name).toMatch(/^Ember /)
  }
})
