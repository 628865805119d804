import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { expect, test } from 'vitest'
import { agnaiChat } from '#tests/helpers/agnai-export.ts'
import { backyardFiles } from '#tests/helpers/backyard-export.ts'
import { characterAiHistories, characterAiTurns } from '#tests/helpers/characterai-export.ts'
import type { ChatTurn } from '#tests/helpers/chat-model.ts'
import { koboldStory } from '#tests/helpers/kobold-export.ts'
import { oobaboogaLog } from '#tests/helpers/oobabooga-export.ts'
import { replikaCsv } from '#tests/helpers/replika-export.ts'
import { risuChat, risuFile } from '#tests/helpers/risuai-export.ts'
import { tavernChat } from '#tests/helpers/sillytavern-export.ts'
import { tempFolder, type TempFolder } from '#tests/helpers/temp-folder.ts'
import { createTestImports } from '#tests/helpers/test-imports.ts'

const nobody = { kind: 'nobody' } as const

/** Ten turns of question and answer, every third answer given twice where a format keeps both. */
const talk = Array.from({ length: 20 }, (_, index): ChatTurn => {
  const time = Date.UTC(2024, 0, 1, 12, index)
  const again = index % 3 === 0 && index % 2 === 1
  const texts = again ? [`回答 ${index}`, `answer ${index} again`] : [`words ${index % 7}`]
  return {
    role: index % 2 === 0 ? 'user' : 'assistant',
    shown: texts.length - 1,
    versions: texts.map((text) => ({ text, time })),
  }
})
const once = talk.map((turn) => ({ ...turn, versions: turn.versions.slice(-1), shown: 0 }))
const withVersions = talk.reduce((sum, { versions }) => sum + versions.length, 0)

const json = (value: object) => ({ 'a.json': JSON.stringify(value) })
type Take = (all: readonly ChatTurn[]) => readonly ChatTurn[]
const inOrder = (counts: readonly number[]) => counts.toSorted((left, right) => left - right)

/** Every format, each in a folder of its own, with how many messages it can hold of the talk. */
const formats: readonly (readonly [folder: string, messages: number, write: (take: Take) => Record<string, string>])[] =
  [
    ['characterai-histories', withVersions, (take) => json(characterAiHistories([take(talk)]))],
    ['characterai-turns', withVersions, (take) => json(characterAiTurns(take(talk)))],
    ['replika', once.length, (take) => ({ 'a.csv': replikaCsv(take(once)) })],
    ['sillytavern', withVersions, (take) => ({ 'a.jsonl': tavernChat(take(talk)) })],
    ['risuai', once.length, (take) => json(risuFile(risuChat(take(once))))],
    ['agnai', once.length, (take) => json(agnaiChat(take(once)))],
    ['backyard', withVersions, (take) => backyardFiles(take(talk))],
    ['kobold', once.length, (take) => json(koboldStory(take(once), 'marks'))],
    ['oobabooga', once.length, (take) => json(oobaboogaLog(take(once)))],
  ]

function writeAll(folder: TempFolder, take: Take): string {
  for (const [name, , writeFiles] of formats) {
    const files = Object.entries(writeFiles(take)).map(([file, text]) => [`${name}/${file}`, text] as const)
    write(folder, Object.fromEntries(files))
  }
  return folder.path
}

function write(folder: TempFolder, files: Record<string, string>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(folder.file(name)), { recursive: true })
    writeFileSync(folder.file(name), text)
  }
}

test('every format comes into a vault whole; an export made later adds what is new and nothing twice', async () => {
  await using imported = await createTestImports()
  await using earlier = await tempFolder()
  await using later = await tempFolder()
  const run = async (path: string) => (await imported.imports.importFiles([path], nobody)).receipt
  const first = await run(writeAll(earlier, (all) => all.slice(0, 10)))
  const everything = writeAll(later, (all) => all)
  const second = await run(everything)
  const third = await run(everything)
  const expected = inOrder(formats.map(([, messages]) => messages))
  const sum = expected.reduce((total, messages) => total + messages, 0)
  expect(first?.conversations).toMatchObject({ found: formats.length, imported: formats.length })
  expect(second?.conversations).toMatchObject({ found: formats.length, alreadyHere: formats.length })
  expect(third?.messages).toMatchObject({ found: sum, imported: 0, alreadyHere: sum })
  const counts = imported.store.database.all<{ messages: number; shown: number }>(
    `SELECT (SELECT count(*) FROM message WHERE conversation_id = c.id) AS messages,
            (SELECT count(*) FROM thread WHERE conversation_id = c.id) AS shown
     FROM conversation c WHERE kind = 'imported'`,
  )
  expect(inOrder(counts.map(({ messages }) => messages))).toEqual(expected)
  expect(counts.map(({ shown }) => shown)).toEqual(formats.map(() => talk.length))
}, 60_000)

test('a chat, its branch and its backup are one conversation, and each file is accounted for', async () => {
  await using imported = await createTestImports()
  await using folder = await tempFolder()
  const said = (text: string): ChatTurn => ({ role: 'user', shown: 0, versions: [{ text, time: Date.UTC(2025, 0) }] })
  const header = { chat_metadata: { main_chat: 'Aria - 2024' } }
  write(folder, {
    'chats/Aria/Aria - 2024.jsonl': tavernChat(talk),
    'chats/Aria/Branch #1 - Aria - 2024.jsonl': tavernChat([...talk.slice(0, 10), said('elsewhere')], { header }),
    'backups/chat_aria_20240101.jsonl': tavernChat(talk.slice(0, 4)),
  })
  const { receipt } = await imported.imports.importFiles([folder.path], nobody)
  expect(receipt?.files).toMatchObject({ found: 3, skipped: 0, failed: 0 })
  expect(receipt?.messages.imported).toBe(withVersions + 1)
  const { conversations, messages, threads } = imported.contents()
  expect(conversations).toMatchObject([{ kind: 'lifelong' }, { kind: 'imported' }])
  expect(messages).toHaveLength(withVersions + 1)
  // The branch was spoken in last.
  expect(threads).toHaveLength(11)
})
