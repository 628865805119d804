import { writeFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ImportRunId } from '#shared/model/ids.ts'
import { unpackRaw } from '#core/store/raw-json.ts'
import { verifyDatabase } from '#core/store/verify-database.ts'
import {
  chatgptConversations,
  type ChatgptExport,
  countMessages,
  type ExportConversation,
  writeChatgptFolder,
  writeChatgptJson,
  writeChatgptZip,
  writeJson,
} from '#tests/helpers/chatgpt-export.ts'
import { fixture, hasFixtures } from '#tests/helpers/fixtures.ts'
import { tempFolder } from '#tests/helpers/temp-folder.ts'
import { createTestImports, type TestImports } from '#tests/helpers/test-imports.ts'
import { aMessage } from '#tests/helpers/test-store.ts'

const nobody = { kind: 'nobody' } as const

/** Every node of the source that carries a message, as conversation/node. */
function nodesOf(conversations: Iterable<ExportConversation>): Set<string> {
  const nodes = new Set<string>()
  for (const { conversation_id: id, mapping } of conversations) {
    for (const [node, { message }] of Object.entries(mapping)) if (message !== null) nodes.add(`${id}/${node}`)
  }
  return nodes
}

function nodesInVault({ store }: TestImports): Set<string> {
  const rows = store.database.all<{ name: string }>(
    `SELECT c.source_id || '/' || m.source_id AS name FROM message m JOIN conversation c ON c.id = m.conversation_id
     WHERE m.source_id IS NOT NULL`,
  )
  return new Set(rows.map((row) => row.name))
}

describe('importing', () => {
  test('brings in every node of random exports in every layout, and the receipt says so', async () => {
    const shape = fc.record({
      seed: fc.nat(1_000_000),
      conversations: fc.integer({ min: 1, max: 12 }),
      turns: fc.integer({ min: 1, max: 12 }),
      branchEvery: fc.nat(4),
      pictureEvery: fc.nat(4),
      toolEvery: fc.nat(4),
      oddEvery: fc.nat(4),
      layout: fc.constantFrom('single' as const, 'sharded' as const),
      shardSize: fc.integer({ min: 1, max: 5 }),
    })
    await fc.assert(
      fc.asyncProperty(shape, fc.constantFrom('json', 'folder', 'zip', 'nested zip'), async (options, container) => {
        await using folder = await tempFolder()
        await using imported = await createTestImports()
        const path = folder.file(container === 'json' ? 'conversations.json' : 'export')
        const written = await writeAs(container, path, options)
        const run = await imported.imports.importFiles([path], nobody)
        expect(run.state).toBe('done')
        expect(nodesInVault(imported)).toEqual(nodesOf(chatgptConversations(options)))
        const receipt = run.receipt
        expect(receipt?.conversations).toMatchObject({ found: written.conversations, imported: written.conversations })
        expect(receipt?.messages.found).toBe(written.messages)
        expect((receipt?.messages.imported ?? 0) + (receipt?.messages.keptRaw ?? 0)).toBe(written.messages)
        expect(receipt?.attachments).toEqual(
          container === 'json'
            ? { found: written.pictures, imported: 0, alreadyHere: 0, missing: written.pictures }
            : { found: written.pictures, imported: written.pictures, alreadyHere: 0, missing: 0 },
        )
        expect(verifyDatabase(imported.store.database).problems).toEqual([])
      }),
      { numRuns: 8 },
    )
  }, 120_000)

  test('keeps text, model, time, branch and visible thread', async () => {
    await using folder = await tempFolder()
    await using imported = await createTestImports()
    const options = { conversations: 1, turns: 8 }
    await writeChatgptJson(folder.file('a.json'), options)
    await imported.imports.importFiles([folder.file('a.json')], { kind: 'new', name: 'Ada' })
    const [source] = [...chatgptConversations(options)]
    const { store } = imported
    const ada = store.companions.list().find((one) => one.profile.name === 'Ada')
    const [conversation] = store.conversations.list({
      companionId: ada?.id,
      source: 'chatgpt',
      archived: false,
      limit: 10,
    })
    expect(conversation).toMatchObject({ kind: 'imported', title: source?.['title'], companionId: ada?.id })
    const leaf = conversation && store.messages.leafId(conversation.id)
    const known = conversation && store.messages.importedIds(conversation.id)
    expect(known?.get(String(source?.['current_node']))?.id).toBe(leaf)
    for (const [id, node] of Object.entries(source?.mapping ?? {})) {
      const place = known?.get(id)
      if (!place || !node.message) continue
      const message = store.messages.get(place.id)
      const said = node.message['content'] as { content_type: string; parts?: unknown[] }
      const words = said.parts?.filter((part) => typeof part === 'string' && part !== '').join('\n') ?? ''
      const spoken = message.parts.flatMap((part) => (part.kind === 'text' ? [part.text] : []))
      expect(spoken).toEqual(words ? [words] : [])
      expect(message.createdAt).toBe(Math.round(Number(node.message['create_time']) * 1_000))
      const slug = (node.message['metadata'] as { model_slug?: string }).model_slug ?? null
      expect(message.model).toBe(slug)
      const siblings = node.parent ? (source?.mapping[node.parent]?.children ?? []) : [id]
      expect(message.versions).toEqual(siblings.map((sibling) => known?.get(sibling)?.id))
    }
  })

  test('keeps what the source said beyond our model, word for word', async () => {
    await using folder = await tempFolder()
    await using imported = await createTestImports()
    const options = { conversations: 1, turns: 6, oddEvery: 2 }
    await writeChatgptJson(folder.file('a.json'), options)
    await imported.imports.importFiles([folder.file('a.json')], nobody)
    const [source] = [...chatgptConversations(options)]
    const { database } = imported.store
    const rows = database.all<{ id: string; raw: Uint8Array }>(
      'SELECT source_id AS id, raw FROM message WHERE raw IS NOT NULL',
    )
    expect(rows.length).toBeGreaterThan(10)
    for (const { id, raw } of rows) expect(source?.mapping[id]?.message).toMatchObject(unpackRaw(raw) as object)
    const whole = database.get<{ raw: Uint8Array }>('SELECT raw FROM conversation WHERE raw IS NOT NULL')
    const { mapping: _nodes, ...rest } = source ?? {}
    expect(unpackRaw(whole?.raw ?? new Uint8Array())).toMatchObject(rest)
  })

  test('a conversation that no time is told of does not become newer with every import', async () => {
    await using vault = await createTestImports()
    await using folder = await tempFolder()
    const message = { id: 'a', author: { role: 'user' }, content: { content_type: 'text', parts: ['hello'] } }
    const mapping = { a: { id: 'a', parent: null, children: [], message } }
    await writeJson(folder.file('undated.json'), [{ conversation_id: 'undated', title: 'T', mapping }])
    await vault.imports.importFiles([folder.file('undated.json')], { kind: 'nobody' })
    const before = vault.contents()
    vault.host.clock.advance(86_400_000)
    await vault.imports.importFiles([folder.file('undated.json')], { kind: 'nobody' })
    expect(vault.contents()).toEqual(before)
  })

  test('the same export twice changes nothing', async () => {
    await using folder = await tempFolder()
    await using imported = await createTestImports()
    await writeChatgptZip(folder.file('a.zip'), { conversations: 5, layout: 'sharded', oddEvery: 3 })
    const first = await imported.imports.importFiles([folder.file('a.zip')], nobody)
    const before = imported.contents()
    const second = await imported.imports.importFiles([folder.file('a.zip')], nobody)
    expect(imported.contents()).toEqual(before)
    const found = first.receipt?.messages.found ?? 0
    expect(second.receipt?.messages).toEqual({
      found,
      imported: 0,
      alreadyHere: found,
      keptRaw: 0,
      skipped: 0,
      failed: 0,
    })
    expect(second.receipt?.conversations).toMatchObject({ found: 5, imported: 0, alreadyHere: 5 })
    expect(second.receipt?.files).toMatchObject({ imported: 0, alreadyHere: 1 })
    const { attachments } = first.receipt ?? {}
    expect(second.receipt?.attachments).toMatchObject({ imported: 0, alreadyHere: attachments?.imported })
  })

  test('a newer export adds only what is new, and leaves what was said here since', async () => {
    await using folder = await tempFolder()
    await using imported = await createTestImports()
    const options = { conversations: 4, turns: 6, branchEvery: 2 }
    await writeChatgptJson(folder.file('old.json'), { ...options, turnsSoFar: 3 })
    await writeChatgptJson(folder.file('new.json'), options)
    await imported.imports.importFiles([folder.file('old.json')], nobody)
    const old = imported.contents().messages
    const { conversations, messages } = imported.store
    const [talkedIn] = conversations.list({ source: 'chatgpt', archived: false, limit: 1 })
    if (!talkedIn) throw new Error('nothing was imported')
    conversations.rename(talkedIn.id, 'Our first winter')
    const said = messages.append(aMessage(talkedIn.id, messages.leafId(talkedIn.id), 'I am here again'))
    const { receipt } = await imported.imports.importFiles([folder.file('new.json')], nobody)
    const all = nodesOf(chatgptConversations(options))
    expect(nodesInVault(imported)).toEqual(all)
    expect(receipt?.messages).toMatchObject({
      found: all.size,
      alreadyHere: old.length,
      imported: all.size - old.length,
    })
    expect(imported.contents().messages.slice(0, old.length).map(withoutChoice)).toEqual(old.map(withoutChoice))
    expect(conversations.get(talkedIn.id).title).toBe('Our first winter')
    expect(messages.leafId(talkedIn.id)).toBe(said.id)
    expect(verifyDatabase(imported.store.database).problems).toEqual([])
  })

  test('pictures that the first export lacked come with the next', async () => {
    await using folder = await tempFolder()
    await using imported = await createTestImports()
    const options = { conversations: 2, turns: 6 }
    await writeChatgptJson(folder.file('bare.json'), options)
    const written = await writeChatgptZip(folder.file('full.zip'), options)
    await imported.imports.importFiles([folder.file('bare.json')], nobody)
    const { receipt } = await imported.imports.importFiles([folder.file('full.zip')], nobody)
    expect(receipt?.messages.imported).toBe(0)
    expect(receipt?.attachments).toEqual({
      found: written.pictures,
      imported: written.pictures,
      alreadyHere: 0,
      missing: 0,
    })
    const linked = imported.store.database.get<{ n: number }>('SELECT count(*) AS n FROM message_asset')
    expect(linked?.n).toBe(written.pictures)
  })

  test('undo takes out exactly what the run brought in', async () => {
    await using folder = await tempFolder()
    await using imported = await createTestImports()
    const options = { conversations: 6, turns: 6 }
    await writeChatgptZip(folder.file('old.zip'), { ...options, conversations: 3, turnsSoFar: 4 })
    await writeChatgptZip(folder.file('new.zip'), options)
    await imported.imports.importFiles([folder.file('old.zip')], nobody)
    const before = imported.contents()
    const { id, receipt } = await imported.imports.importFiles([folder.file('new.zip')], nobody)
    expect(receipt?.messages.imported).toBeGreaterThan(0)
    const undone = await imported.imports.undo({ id })
    expect(undone.state).toBe('undone')
    const after = imported.contents()
    expect(after.messages).toEqual(before.messages)
    expect(after.threads).toEqual(before.threads)
    expect(after.assets).toEqual(before.assets)
    expect(after.conversations).toHaveLength(before.conversations.length)
    expect(verifyDatabase(imported.store.database).problems).toEqual([])
  })

  test('from a window: inspected first, then brought to a companion, and the upload is gone', async () => {
    await using folder = await tempFolder()
    await using imported = await createTestImports()
    const written = await writeChatgptZip(folder.file('export.zip'), { conversations: 7 })
    const id = await imported.upload(folder.file('export.zip'))
    const run = imported.imports.inspect({ uploads: [id] })
    expect(run.state).toBe('inspecting')
    const { preview } = await imported.until(run.id, 'ready')
    expect(preview).toMatchObject({
      format: 'chatgpt',
      conversations: 7,
      messages: written.messages,
      attachments: written.pictures,
    })
    expect(preview?.models.reduce((sum, { messages }) => sum + messages, 0)).toBeGreaterThan(0)
    expect(imported.contents().messages).toEqual([])
    imported.imports.start({ id: run.id, target: { kind: 'companion', companionId: imported.store.companion.id } })
    const done = await imported.until(run.id, 'done')
    expect(done.receipt?.messages.found).toBe(written.messages)
    expect(() => imported.spool.source(id)).toThrow('UPLOAD_GONE')
    expect(imported.imports.list()[0]).toEqual(done)
  })

  test('a cancel that keeps leaves whole conversations only', async () => {
    await using folder = await tempFolder()
    await using imported = await createTestImports()
    await writeChatgptJson(folder.file('a.json'), long)
    const { id } = await startAndWait(imported, folder.file('a.json'))
    const cancelled = await imported.imports.cancel({ id, keep: true })
    expect(cancelled.state).toBe('cancelled')
    const whole = new Map([...chatgptConversations(long)].map((one) => [one.conversation_id, countMessages(one)]))
    const rows = imported.store.database.all<{ id: string; n: number }>(
      `SELECT c.source_id AS id, count(*) AS n FROM conversation c JOIN message m ON m.conversation_id = c.id
       WHERE c.source_id IS NOT NULL GROUP BY c.id`,
    )
    expect(rows.length).toBeGreaterThan(0)
    expect(rows.length).toBeLessThan(long.conversations)
    for (const row of rows) expect(row.n).toBe(whole.get(row.id))
    expect(cancelled.receipt?.conversations.imported).toBe(rows.length)
    expect(verifyDatabase(imported.store.database).problems).toEqual([])
  }, 60_000)

  test('a cancel that does not keep leaves nothing at all', async () => {
    await using folder = await tempFolder()
    await using imported = await createTestImports()
    await writeChatgptJson(folder.file('a.json'), long)
    const before = imported.contents()
    const { id } = await startAndWait(imported, folder.file('a.json'))
    expect(imported.contents()).not.toEqual(before)
    const cancelled = await imported.imports.cancel({ id, keep: false })
    expect(cancelled).toMatchObject({ state: 'cancelled', receipt: null })
    expect(imported.contents()).toEqual(before)
    expect(verifyDatabase(imported.store.database).problems).toEqual([])
  }, 60_000)

  test('one conversation in two shards becomes one, with the nodes of both', async () => {
    await using folder = await tempFolder()
    await using imported = await createTestImports()
    const options = { conversations: 1, turns: 4 }
    const early = JSON.stringify([...chatgptConversations({ ...options, turnsSoFar: 2 })])
    const late = JSON.stringify([...chatgptConversations(options)])
    writeFileSync(folder.file('conversations-000.json'), late)
    writeFileSync(folder.file('conversations-001.json'), early)
    const { receipt } = await imported.imports.importFiles([folder.path], nobody)
    const all = nodesOf(chatgptConversations(options))
    expect(nodesInVault(imported)).toEqual(all)
    expect(receipt?.conversations).toMatchObject({ found: 2, imported: 1, alreadyHere: 1 })
    expect(receipt?.messages.imported).toBe(all.size)
  })

  test('says what is wrong with what holds no conversation, and stores nothing', async () => {
    await using folder = await tempFolder()
    await using imported = await createTestImports()
    for (const [name, failure, text] of [
      ['empty.json', 'empty', ''],
      ['torn.json', 'malformed', '{"a":'],
      ['other.json', 'no-conversations', '[{"name":"x"}]'],
      ['none.csv', 'truncated', 'role,content\nuser,"not all of'],
      ['gone.json', 'unreadable', null],
    ] as const) {
      if (text !== null) writeFileSync(folder.file(name), text)
      const run = await imported.imports.importFiles([folder.file(name)], nobody)
      expect([name, run.state, run.failure]).toEqual([name, 'failed', failure])
    }
    expect(imported.contents().conversations).toHaveLength(1)
  })

  test('a title of a million characters cannot make the list of conversations unreadable, and is kept', async () => {
    await using folder = await tempFolder()
    await using imported = await createTestImports()
    const [source] = [...chatgptConversations({ conversations: 1 })]
    const title = '念念🌙'.repeat(250_000)
    writeFileSync(folder.file('a.json'), JSON.stringify([{ ...source, title }]))
    await imported.imports.importFiles([folder.file('a.json')], nobody)
    const [listed] = imported.store.conversations.list({ source: 'chatgpt', archived: false, limit: 1 })
    expect(listed?.title?.length).toBe(300)
    const row = imported.store.database.get<{ raw: Uint8Array }>('SELECT raw FROM conversation WHERE raw IS NOT NULL')
    expect(unpackRaw(row?.raw ?? new Uint8Array())).toMatchObject({ title })
  })

  test('one import at a time', async () => {
    await using folder = await tempFolder()
    await using imported = await createTestImports()
    await writeChatgptJson(folder.file('a.json'), { conversations: 50 })
    // Which of two comes first is nobody's promise.
    const both = [1, 2].map(() => imported.imports.importFiles([folder.file('a.json')], nobody))
    const ends = await Promise.allSettled(both)
    expect(
      ends.map((end) => (end.status === 'fulfilled' ? end.value.state : String(end.reason.code))).toSorted(),
    ).toEqual(['IMPORT_BUSY', 'done'])
  })
})

test('the receipt tells what came of each file, and counts the versions beside the first', async () => {
  await using folder = await tempFolder()
  const older = { conversations: 3, turns: 8, turnsSoFar: 4, branchEvery: 2, pictureEvery: 0 }
  const written = [...chatgptConversations({ ...older, turnsSoFar: 8 })]
  await writeChatgptJson(folder.file('1.json'), older)
  await writeChatgptJson(folder.file('2.json'), { ...older, turnsSoFar: 8 })
  await using imported = await createTestImports()
  const { receipt } = await imported.imports.importFiles([folder.file('1.json'), folder.file('2.json')], nobody)
  const count = (talks: Iterable<ExportConversation>) => [...talks].reduce((sum, talk) => sum + countMessages(talk), 0)
  const [had, all] = [count(chatgptConversations(older)), count(written)]
  expect(receipt?.byFile).toEqual([
    { file: '1.json', conversations: 3, messages: had, imported: had, alreadyHere: 0 },
    { file: '2.json', conversations: 3, messages: all, imported: all - had, alreadyHere: had },
  ])
  const versions = (talk: ExportConversation) =>
    Object.values(talk.mapping).reduce((sum, { children }) => sum + Math.max(0, children.length - 1), 0)
  const told = [...chatgptConversations(older), ...written]
  expect(receipt?.branches).toBe(told.reduce((sum, talk) => sum + versions(talk), 0))
})

describe.skipIf(!hasFixtures)('sample exports', () => {
  test('all of them together lose no node on their way into the vault', async () => {
    await using imported = await createTestImports()
    const paths = [fixture('chatgpt'), fixture('chatgpt-sharded', 'export.zip')]
    const { receipt, state } = await imported.imports.importFiles(paths, nobody)
    expect(state).toBe('done')
    const stored = imported.store.database.get<{ n: number }>('SELECT count(*) AS n FROM message')
    expect(stored?.n).toBe(receipt?.messages.found)
    expect(receipt?.messages).toMatchObject({ found: 95, failed: 0, skipped: 0, alreadyHere: 0 })
    expect(receipt?.messages.keptRaw).toBe(3)
  })
})

const long = { conversations: 400, turns: 6, pictureEvery: 0 }

/** Starts an import from a window and waits until the first messages are in. */
async function startAndWait(imported: TestImports, path: string): Promise<{ readonly id: ImportRunId }> {
  const { id } = imported.imports.inspect({ uploads: [await imported.upload(path)] })
  await imported.until(id, 'ready')
  imported.imports.start({ id, target: nobody })
  for await (const { progress } of imported.imports.watch({ id })) if (progress.messages > 0) break
  return { id }
}

/** Which version is shown is a choice that stays while newer versions come in; it is no part of the message. */
function withoutChoice(row: unknown): unknown {
  return { ...(row as object), selected_child_id: null }
}

async function writeAs(container: string, path: string, options: ChatgptExport) {
  if (container === 'json') return writeChatgptJson(path, options)
  if (container === 'folder') return writeChatgptFolder(path, options)
  return writeChatgptZip(path, options, container === 'zip' ? '' : 'my export/inner/')
}
