import { writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
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
