import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { createRouterClient } from '@orpc/server'
import { expect, test } from 'vitest'
import { AssetId, CompanionId, ConversationId, ProviderId } from '#shared/model/ids.ts'
import { tempFolder } from '#tests/helpers/temp-folder.ts'
import { createTestApp, testPassphrase, type TestApp } from '#tests/helpers/test-app.ts'

const otherInstance = fileURLToPath(new URL('../vault/other-instance.ts', import.meta.url))
const profile = { name: '小满', description: '', greeting: '' }

async function anOpenVault() {
  const made = await createTestApp()
  await made.createVault()
  return { made, client: createRouterClient(made.app.router) }
}

const reopen = async (made: TestApp): Promise<void> => {
  await made.app.vault.lock()
  await made.app.vault.unlock({ with: 'passphrase', passphrase: testPassphrase })
}

test('whatever is named and not there is NOT_FOUND, never a defect of ours', async () => {
  const { made, client } = await anOpenVault()
  await using _ = made
  const { id, lifelongId } = await client.companions.create({ profile, binding: null })
  const gone = {
    provider: { providerId: ProviderId.parse(99), model: 'any' },
    conversation: ConversationId.parse(99),
    asset: AssetId.parse(99),
  }
  const asked = {
    'a binding of a new companion': () => client.companions.create({ profile, binding: gone.provider }),
    'a binding': () => client.companions.update({ id, binding: gone.provider }),
    'an avatar': () => client.companions.update({ id, avatarId: gone.asset }),
    'a companion': () => client.companions.update({ id: CompanionId.parse(99), archived: true }),
    'a draft': () => client.conversations.setDraft({ id: gone.conversation, text: 'not sent yet' }),
    'a title': () => client.conversations.rename({ id: gone.conversation, title: 'x' }),
    'a send': () => client.chat.send({ conversationId: gone.conversation, text: 'x', requestId: randomUUID() }),
  }
  for (const [what, ask] of Object.entries(asked)) {
    const code = await ask().then(
      () => 'no error',
      (error: { code: string }) => error.code,
    )
    expect([what, code]).toEqual([what, 'NOT_FOUND'])
  }
  expect(await client.companions.list()).toHaveLength(1)
  await client.conversations.setDraft({ id: lifelongId, text: 'not sent yet' })
  expect(await client.conversations.draft({ id: lifelongId })).toMatchObject({ text: 'not sent yet' })
  expect(made.host.logs.filter((line) => line.includes('unexpected'))).toEqual([])
})

test('damage that shows only when a page is read is named, and what is whole can still be read', async () => {
  const { made, client } = await anOpenVault()
  await using _ = made
  const { lifelongId } = await client.companions.create({ profile, binding: null })
  const other = await client.companions.create({ profile: { ...profile, greeting: '你回来了' }, binding: null })
  // Dots are no words, so that only the message itself is long.
  await client.chat.send({ conversationId: lifelongId, text: '.'.repeat(600_000), requestId: randomUUID() })
  await made.app.vault.lock()
  const file = join(made.host.vaultFolder, 'keepsake.db')
  const bytes = readFileSync(file)
  for (let page = 10; page < 20; page += 1) bytes.fill(7, bytes.length - page * 8_192, bytes.length - page * 8_192 + 99)
  writeFileSync(file, bytes)
  expect((await made.app.vault.unlock({ with: 'passphrase', passphrase: testPassphrase })).state).toBe('unlocked')
  const reading = client.conversations.thread({ id: lifelongId, anchor: { from: 'end' }, limit: 10 })
  await expect(reading).rejects.toMatchObject({ code: 'VAULT_UNAVAILABLE', data: { state: 'database-damaged' } })
  const whole = await client.conversations.thread({ id: other.lifelongId, anchor: { from: 'end' }, limit: 10 })
  expect(whole.messages[0]?.parts).toEqual([{ kind: 'text', text: '你回来了' }])
})

test('a proxy password goes to the proxy it was given for, and to no other', async () => {
  const { made, client } = await anOpenVault()
  await using _ = made
  const proxy = { mode: 'http', host: 'proxy.example', port: 8_080, user: 'someone' } as const
  await client.settings.update({ proxy: { ...proxy, password: 'secret' } })
  const hasPassword = async (change: object) =>
    (await client.settings.update({ proxy: { ...proxy, ...change } })).proxy.hasPassword
  expect(await hasPassword({ user: 'somebody' })).toBe(true)
  expect(await hasPassword({})).toBe(true)
  expect(await hasPassword({ mode: 'none' })).toBe(true)
  for (const elsewhere of [{ host: 'attacker.example' }, { port: 8_081 }]) {
    await client.settings.update({ proxy: { ...proxy, password: 'secret' } })
    expect([elsewhere, await hasPassword(elsewhere)]).toEqual([elsewhere, false])
  }
})

test('a vault made in a folder that holds other things leaves them alone, then and at every opening', async () => {
  await using made = await createTestApp()
  const folder = made.host.vaultFolder
  for (const name of ['new', 'spool', 'spool/notes']) mkdirSync(join(folder, name), { recursive: true })
  for (const name of ['new/letter.txt', 'spool/letter.txt', 'spool/notes/letter.txt', 'letter.txt']) {
    writeFileSync(join(folder, name), 'mine')
  }
  await made.createVault()
  await reopen(made)
  await made.app.vault.lock()
  const letters = readdirSync(folder, { recursive: true }).filter((name) => String(name).endsWith('letter.txt'))
  expect(letters).toHaveLength(4)
})

test('an import of a folder around the vault neither reads the vault nor lets go of its lock', async () => {
  await using around = await tempFolder()
  await using made = await createTestApp({ folder: around.file('vault') })
  await made.createVault()
  const session = made.app.vault.session()
  const inside = [
    around.path,
    around.file('vault'),
    around.file('vault/keepsake.lock'),
    around.file('vault/keepsake.db'),
  ]
  for (const path of inside) {
    const importing = session?.imports.importFiles([path], { kind: 'nobody' })
    await expect(importing).rejects.toMatchObject({ code: 'INVALID_INPUT', data: { fields: ['paths'] } })
  }
  const other = spawn(process.execPath, [otherInstance, around.file('vault')], { stdio: ['pipe', 'pipe', 'inherit'] })
  const lines = createInterface({ input: other.stdout })[Symbol.asyncIterator]()
  expect((await lines.next()).value).toBe('in-use')
  other.stdin.end()
  await once(other, 'exit')
})
