import { writeFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { verifyDatabase } from '#core/store/verify-database.ts'
import { them, you } from '#tests/helpers/chat-lines.ts'
import { telegramChat } from '#tests/helpers/messenger-exports.ts'
import { tempFolder } from '#tests/helpers/temp-folder.ts'
import { createTestImports, type TestImports } from '#tests/helpers/test-imports.ts'

const nobody = { kind: 'nobody' } as const

type Talk = { readonly title: string; readonly answer: string; readonly status: string; readonly at?: number }

/** One question and its answer, as ChatGPT exports them. */
function exportOf({ title, answer, status, at = 1_700_000_100 }: Talk): string {
  const message = (id: string, role: string, text: string, state: string) => ({
    id,
    author: { role },
    create_time: 1_700_000_000,
    content: { content_type: 'text', parts: [text] },
    status: state,
  })
  const mapping = {
    q: {
      id: 'q',
      parent: null,
      children: ['a'],
      message: message('q', 'user', 'Are you there?', 'finished_successfully'),
    },
    a: { id: 'a', parent: 'q', children: [], message: message('a', 'assistant', answer, status) },
  }
  const whole = { conversation_id: 'c', title, create_time: 1_700_000_000, update_time: at, current_node: 'a', mapping }
  return JSON.stringify([whole])
}

async function importing(imported: TestImports, folder: { file: (name: string) => string }, talk: Talk) {
  writeFileSync(folder.file('conversations.json'), exportOf(talk))
  const run = await imported.imports.importFiles([folder.file('conversations.json')], nobody)
  const [conversation] = imported.store.conversations.list({ archived: false, limit: 10 })
  const leaf = conversation && imported.store.messages.leafId(conversation.id)
  return { run, conversation, answer: leaf ? imported.store.messages.get(leaf) : null }
}

const half = { title: 'New chat', answer: 'I am', status: 'in_progress' }
const whole = { title: 'Are you there', answer: 'I am here.', status: 'finished_successfully' }

test('an answer that was still being written is completed by a later export, and found by its end', async () => {
  await using folder = await tempFolder()
  await using imported = await createTestImports()
  expect((await importing(imported, folder, half)).answer).toMatchObject({ state: 'interrupted' })
  const { run, answer } = await importing(imported, folder, whole)
  expect(answer).toMatchObject({ state: 'complete', parts: [{ kind: 'text', text: 'I am here.' }] })
  expect(run.receipt?.messages).toMatchObject({ found: 2, imported: 0, alreadyHere: 2 })
  expect(run.receipt?.reasons).toMatchObject([{ code: 'message-completed', count: 1 }])
  const found = imported.store.database.all(`SELECT rowid FROM message_index WHERE message_index MATCH 'here'`)
  expect(found).toHaveLength(1)
})

test('an older export never takes words away', async () => {
  await using folder = await tempFolder()
  await using imported = await createTestImports()
  await importing(imported, folder, whole)
  const { run, answer } = await importing(imported, folder, { ...half, at: 1_700_000_900 })
  expect(answer).toMatchObject({ state: 'complete', parts: [{ kind: 'text', text: 'I am here.' }] })
  expect(run.receipt?.reasons).toEqual([])
})

test('a newer title replaces the one the source gave before, though nothing new was said', async () => {
  await using folder = await tempFolder()
  await using imported = await createTestImports()
  await importing(imported, folder, { ...whole, title: 'New chat' })
  expect((await importing(imported, folder, whole)).conversation?.title).toBe('Are you there')
  const older = { ...whole, title: 'New chat', at: 1_700_000_050 }
  expect((await importing(imported, folder, older)).conversation?.title).toBe('Are you there')
})

test('a title that the person gave stays', async () => {
  await using folder = await tempFolder()
  await using imported = await createTestImports()
  const { conversation } = await importing(imported, folder, half)
  if (conversation) imported.store.conversations.rename(conversation.id, 'The night we met')
  expect((await importing(imported, folder, whole)).conversation?.title).toBe('The night we met')
})

describe('a chat of which more comes in later', () => {
  const lines = Array.from({ length: 20 }, (_, index) => ({
    name: index % 2 === 0 ? you : them,
    text: `words ${index}`,
    time: 1_700_000_000_000 + index * 60_000,
  }))
  const chat = telegramChat(lines, them)

  async function importLines(imported: TestImports, ...which: number[]) {
    await using folder = await tempFolder()
    const messages = chat.messages.filter((_, index) => which.includes(index))
    writeFileSync(folder.file('result.json'), JSON.stringify({ ...chat, messages }))
    return await imported.imports.importFiles([folder.file('result.json')], nobody)
  }

  const shown = ({ store }: TestImports) =>
    store.database
      .all<{ text: string }>(
        `SELECT m.text FROM thread t JOIN message m ON m.id = t.message_id
         JOIN conversation c ON c.id = t.conversation_id AND c.kind = 'imported' ORDER BY t.depth`,
      )
      .map(({ text }) => text)
  const all = lines.map(({ text }) => text)
  const range = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => from + index)

  test.each([
    ['its beginning', [range(10, 20), range(0, 20)]],
    ['only its beginning', [range(10, 20), range(0, 12)]],
    ['what was missing in its middle', [[...range(0, 8), ...range(12, 20)], range(0, 20)]],
    ['one message after another, in no order', [[5, 9], [0, 9], range(3, 10), range(0, 20)]],
  ])('shows %s in its place', async (_, parts) => {
    await using imported = await createTestImports()
    for (const part of parts) await importLines(imported, ...part)
    expect(shown(imported)).toEqual(all)
    expect(verifyDatabase(imported.store.database).problems).toEqual([])
  })

  test('keeps what the person said there since, and where they had read; an undo takes only the earlier part', async () => {
    await using imported = await createTestImports()
    await importLines(imported, ...range(10, 20))
    const { messages, conversations, database } = imported.store
    const [listed] = conversations.list({ source: 'telegram', archived: false, limit: 1 })
    if (!listed) throw new Error('The chat is not there')
    const conversationId = listed.id
    const parts = [{ kind: 'text', text: 'my own words' }] as const
    const parentId = messages.leafId(conversationId)
    messages.append({ conversationId, parentId, role: 'user', createdAt: 1_800_000_000_000, parts, state: 'complete' })
    database.run('INSERT INTO reading (conversation_id, share, seen_depth) VALUES (?, 0, 4)', conversationId)
    const run = await importLines(imported, ...range(0, 20))
    expect(shown(imported)).toEqual([...all, 'my own words'])
    expect(database.get('SELECT seen_depth AS seen FROM reading')).toEqual({ seen: 14 })
    expect(verifyDatabase(database).problems).toEqual([])
    expect((await imported.imports.undo({ id: run.id })).state).toBe('undone')
    expect(shown(imported)).toEqual([...all.slice(10), 'my own words'])
    expect(verifyDatabase(database).problems).toEqual([])
  })
})
