import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { expect, test } from 'vitest'
import { aistudioPrompt } from '#tests/helpers/aistudio-export.ts'
import type { ChatTurn } from '#tests/helpers/chat-model.ts'
import { claudeConversation } from '#tests/helpers/claude-export.ts'
import { copilotCsv } from '#tests/helpers/copilot-export.ts'
import { deepseekConversation } from '#tests/helpers/deepseek-export.ts'
import { geminiHtml, geminiJson } from '#tests/helpers/gemini-export.ts'
import { grokExport } from '#tests/helpers/grok-export.ts'
import { mistralChat } from '#tests/helpers/mistral-export.ts'
import { perplexityThread } from '#tests/helpers/perplexity-export.ts'
import { qwenChat } from '#tests/helpers/qwen-export.ts'
import { tempFolder } from '#tests/helpers/temp-folder.ts'
import { createTestImports } from '#tests/helpers/test-imports.ts'

const nobody = { kind: 'nobody' } as const

/** Ten questions, every third answered twice where a format keeps both; the last answer is the one shown. */
const talk = Array.from({ length: 20 }, (_, index): ChatTurn => {
  const isAnswer = index % 2 === 1
  const texts = isAnswer && index % 3 === 0 ? [`回答 ${index}`, `answer ${index} again`] : [`words ${index % 7}`]
  return {
    role: isAnswer ? 'assistant' : 'user',
    shown: texts.length - 1,
    versions: texts.map((text, version) => ({ text, time: Date.UTC(2025, 5, 1, 12, index, version) })),
  }
})
const once = talk.map((turn) => ({ ...turn, versions: turn.versions.slice(-1), shown: 0 }))
const withVersions = talk.reduce((sum, { versions }) => sum + versions.length, 0)

type Take = (all: readonly ChatTurn[]) => readonly ChatTurn[]
/** Every format, with how many messages it can hold of the talk. */
const formats: readonly (readonly [file: string, messages: number, write: (take: Take) => unknown])[] = [
  ['claude/conversations.json', withVersions, (take) => [claudeConversation(take(talk))]],
  ['deepseek/conversations.json', withVersions, (take) => [deepseekConversation(take(talk))]],
  ['grok/prod-grok-backend.json', withVersions, (take) => grokExport(take(talk))],
  ['lechat/chat-1.json', withVersions, (take) => mistralChat(take(talk))],
  ['qwen/conv.json', withVersions, (take) => ({ success: true, request_id: 'r', data: qwenChat(take(talk)) })],
  ['perplexity/thread.json', once.length, (take) => perplexityThread(take(once))],
  ['aistudio/A prompt', once.length, (take) => aistudioPrompt(take(once))],
  ['gemini/MyActivity.json', once.length, (take) => geminiJson(rows(take, { id: 'abc123def' }))],
  ['copilot/history.csv', once.length, (take) => copilotCsv({ Talk: take(once) })],
]

function rows(take: Take, more: { readonly id?: string } = {}) {
  const turns = take(once)
  return turns.flatMap(({ role, versions: [asked] }, index) => {
    const answer = turns[index + 1]?.versions[0]?.text ?? null
    return role === 'user' && asked ? [{ prompt: asked.text, answer, time: asked.time ?? 0, ...more }] : []
  })
}

function writeAll(file: (name: string) => string, take: Take): void {
  for (const [name, , write] of formats) {
    const content = write(take)
    mkdirSync(dirname(file(name)), { recursive: true })
    writeFileSync(file(name), typeof content === 'string' ? content : JSON.stringify(content))
  }
}

test('every format comes into a vault whole; an export made later adds what is new and nothing twice', async () => {
  await using imported = await createTestImports()
  await using earlier = await tempFolder()
  await using later = await tempFolder()
  const run = async (path: string) => (await imported.imports.importFiles([path], nobody)).receipt
  writeAll(earlier.file, (all) => all.slice(0, 10))
  writeAll(later.file, (all) => all)
  const first = await run(earlier.path)
  const second = await run(later.path)
  const third = await run(later.path)
  const expected = formats.map(([, messages]) => messages).toSorted((left, right) => left - right)
  const sum = expected.reduce((total, messages) => total + messages, 0)
  expect(first?.conversations).toMatchObject({ found: formats.length, imported: formats.length })
  expect(second?.conversations).toMatchObject({ found: formats.length, alreadyHere: formats.length })
  expect(third?.messages).toMatchObject({ found: sum, imported: 0, alreadyHere: sum })
  const counts = imported.store.database.all<{ messages: number; shown: number }>(
    `SELECT (SELECT count(*) FROM message WHERE conversation_id = c.id) AS messages,
            (SELECT count(*) FROM thread WHERE conversation_id = c.id) AS shown
     FROM conversation c WHERE kind = 'imported'`,
  )
  expect(counts.map(({ messages }) => messages).toSorted((left, right) => left - right)).toEqual(expected)
  expect(counts.map(({ shown }) => shown)).toEqual(formats.map(() => talk.length))
}, 60_000)

test('a page of activity adds nothing to the same activity as JSON, and each file is accounted for', async () => {
  await using imported = await createTestImports()
  await using folder = await tempFolder()
  const all: Take = (turns) => turns
  writeFileSync(folder.file('MyActivity.json'), JSON.stringify(geminiJson(rows(all))))
  const { receipt: first } = await imported.imports.importFiles([folder.file('MyActivity.json')], nobody)
  writeFileSync(folder.file('MyActivity.html'), geminiHtml(rows(all)))
  const { receipt: second } = await imported.imports.importFiles([folder.file('MyActivity.html')], nobody)
  expect(first?.messages).toMatchObject({ found: talk.length, imported: talk.length })
  expect(second?.messages).toMatchObject({ found: talk.length, imported: 0, alreadyHere: talk.length })
  expect(second?.files).toMatchObject({ found: 1, alreadyHere: 1 })
})
