import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { expect, test } from 'vitest'
import { them, you, type ChatLine } from '#tests/helpers/chat-lines.ts'
import { messengerCases } from '#tests/helpers/messenger-cases.ts'
import { telegramChat, telegramPage } from '#tests/helpers/messenger-exports.ts'
import { createPicture } from '#tests/helpers/picture.ts'
import { tempFolder } from '#tests/helpers/temp-folder.ts'
import { createTestImports } from '#tests/helpers/test-imports.ts'

const nobody = { kind: 'nobody' } as const
const start = new Date(2024, 0, 20, 9, 30).getTime()
const lines = Array.from({ length: 20 }, (_, index): ChatLine => ({
  name: index % 2 === 0 ? them : you,
  text: `words ${index % 3}`,
  time: start + index * 600 * 60_000,
}))

/** One of each way to know a chat again: the styles of one messenger are the same chat. */
const names = ['WhatsApp, american', 'LINE, english', 'Signal', 'QQ', 'Telegram, a chat', 'Discord', 'Instagram']
const wechat = ['MemoTrace', 'a table per contact', 'WeFlow', 'WeChat text, moment first']
const cases = messengerCases.filter(({ name }) => names.includes(name) || wechat.includes(name))

function writeAll(file: (name: string) => string, said: readonly ChatLine[]): void {
  for (const [index, one] of cases.entries()) {
    const path = file(`${index}/${one.file}`)
    mkdirSync(dirname(path))
    writeFileSync(path, one.write(said))
  }
}

test('every chat comes into a vault whole; an export made later adds what is new and nothing twice', async () => {
  await using imported = await createTestImports()
  await using earlier = await tempFolder()
  await using later = await tempFolder()
  const run = async (path: string) => (await imported.imports.importFiles([path], nobody)).receipt
  writeAll(earlier.file, lines.slice(0, 12))
  writeAll(later.file, lines)
  const first = await run(earlier.path)
  const second = await run(later.path)
  const third = await run(later.path)
  const chats = names.length + wechat.length
  expect(first?.conversations).toMatchObject({ found: chats, imported: chats })
  expect(first?.messages).toMatchObject({ found: chats * 12, imported: chats * 12 })
  expect(second?.messages).toMatchObject({ found: chats * 20, imported: chats * 8, alreadyHere: chats * 12 })
  expect(third?.messages).toMatchObject({ found: chats * 20, imported: 0, alreadyHere: chats * 20 })
  const threads = imported.store.database.all<{ shown: number }>(
    `SELECT (SELECT count(*) FROM thread WHERE conversation_id = c.id) AS shown
     FROM conversation c WHERE kind = 'imported'`,
  )
  expect(threads.map(({ shown }) => shown)).toEqual(Array.from({ length: chats }, () => 20))
}, 60_000)

test('a WeChat chat that two tools got out is one conversation, as both name it by its own id', async () => {
  await using imported = await createTestImports()
  await using folder = await tempFolder()
  const write = (name: string, said: readonly ChatLine[]) =>
    writeFileSync(folder.file(`${name}.json`), messengerCases.find((one) => one.name === name)?.write(said) ?? '')
  write('chatlog', lines.slice(0, 14))
  write('WeFlow', lines.slice(4))
  const { receipt } = await imported.imports.importFiles([folder.path], nobody)
  expect(receipt?.conversations).toMatchObject({ found: 2, imported: 1, alreadyHere: 1 })
  expect(receipt?.messages).toMatchObject({ found: 30, imported: 20, alreadyHere: 10 })
  const threads = imported.store.database.all<{ shown: number }>(
    `SELECT (SELECT count(*) FROM thread WHERE conversation_id = c.id) AS shown
     FROM conversation c WHERE kind = 'imported'`,
  )
  expect(threads).toEqual([{ shown: 20 }])
})

test('pages of a Telegram chat add nothing to the same chat as JSON, and everything without it', async () => {
  await using imported = await createTestImports()
  await using folder = await tempFolder()
  writeFileSync(folder.file('messages.html'), telegramPage(lines.slice(0, 15), them))
  writeFileSync(folder.file('messages2.html'), telegramPage(lines.slice(15), them, 16))
  writeFileSync(folder.file('result.json'), JSON.stringify(telegramChat(lines, them)))
  const { receipt } = await imported.imports.importFiles([folder.path], nobody)
  expect(receipt?.messages).toMatchObject({ found: 40, imported: 20, alreadyHere: 20 })
  await using alone = await createTestImports()
  const pages = [folder.file('messages.html'), folder.file('messages2.html')]
  const { receipt: second } = await alone.imports.importFiles(pages, nobody)
  expect(second?.conversations).toMatchObject({ found: 1, imported: 1 })
  expect(second?.messages).toMatchObject({ found: 20, imported: 20 })
})

test('pictures of one name come each into their own chat', async () => {
  await using imported = await createTestImports()
  await using folder = await tempFolder()
  for (const name of ['Mia', 'Tom']) {
    mkdirSync(folder.file(`WhatsApp Chat - ${name}`))
    const text = `[20/01/24, 10:00:00] ${name}: \u200e<attached: 0001-PHOTO.jpg>`
    writeFileSync(folder.file(`WhatsApp Chat - ${name}/_chat.txt`), text)
    writeFileSync(folder.file(`WhatsApp Chat - ${name}/0001-PHOTO.jpg`), createPicture(name === 'Mia' ? 1 : 2))
  }
  const { receipt } = await imported.imports.importFiles([folder.path], nobody)
  expect(receipt?.attachments).toEqual({ found: 2, imported: 2, alreadyHere: 0, missing: 0 })
  const shown = imported.store.database.all<{ asset: number }>('SELECT DISTINCT asset_id AS asset FROM message_asset')
  expect(shown).toHaveLength(2)
})

test('a table that is read several times is done when it is done, not before and not beyond', async () => {
  await using imported = await createTestImports()
  await using folder = await tempFolder()
  const table = messengerCases.find(({ name }) => name === 'MemoTrace')?.write(lines) ?? ''
  writeFileSync(folder.file('a.csv'), table)
  const { progress } = await imported.imports.importFiles([folder.file('a.csv')], nobody)
  expect(progress).toMatchObject({ bytesDone: Buffer.byteLength(table), bytesTotal: Buffer.byteLength(table) })
})
