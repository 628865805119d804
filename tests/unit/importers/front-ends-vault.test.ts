import { mkdir, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { describe, expect, test } from 'vitest'
import { unpackRaw } from '#core/store/raw-json.ts'
import { verifyDatabase } from '#core/store/verify-database.ts'
import type { ChatTurn } from '#tests/helpers/chat-model.ts'
import { chatboxFile, chatboxSession } from '#tests/helpers/chatbox-export.ts'
import { cherryBackup } from '#tests/helpers/cherry-studio-export.ts'
import { fixture, hasFixtures } from '#tests/helpers/fixtures.ts'
import { lobechatState } from '#tests/helpers/lobechat-export.ts'
import { nextchatBackup, nextchatSession } from '#tests/helpers/nextchat-export.ts'
import { tempFolder } from '#tests/helpers/temp-folder.ts'
import { createTestImports, type TestImports } from '#tests/helpers/test-imports.ts'

const secret = 'sk-never-store-this'
const nobody = { kind: 'nobody' } as const
const turns: ChatTurn[] = [
  { role: 'user', shown: 0, versions: [{ text: 'hi', time: 1_700_000_000_000 }] },
  { role: 'assistant', shown: 0, versions: [{ text: 'hello', time: 1_700_000_001_000 }] },
]
const picture = {
  type: 'image_url',
  image_url: { url: `data:image/png;base64,${Buffer.from('picture').toString('base64')}` },
}

/** Everything that the vault holds, opened and unpacked. */
function textOf(imported: TestImports): string {
  const rows = Object.values(imported.contents()).flat() as Record<string, unknown>[]
  const values = rows.flatMap((row) => Object.values(row))
  return values.map((value) => (value instanceof Uint8Array ? unpacked(value) : String(value))).join('\n')
}

function unpacked(bytes: Uint8Array): string {
  try {
    return JSON.stringify(unpackRaw(bytes))
  } catch {
    return Buffer.from(bytes).toString('latin1')
  }
}

describe('backups of other front ends in a vault', () => {
  test('leave their keys outside, wherever they stand in them', async () => {
    const sessionWithKeys = nextchatSession(turns, 'en-US', { mask: { modelConfig: { model: 'm', apiKey: secret } } })
    const files: Record<string, unknown> = {
      'a/data.json': cherryBackup(turns),
      'b/lobe.json': lobechatState(turns),
      'c/chatbox.json': chatboxFile(chatboxSession(turns, { settings: { provider: 'openai', apiKey: secret } })),
      'd/nextchat.json': nextchatBackup(sessionWithKeys),
      'e/openwebui.json': [
        {
          id: 'chat-1',
          chat: {
            params: { custom: { api_key: secret }, temperature: 1 },
            history: {
              currentId: 'a',
              messages: { a: { id: 'a', parentId: null, role: 'user', content: 'hi', token: secret } },
            },
          },
        },
      ],
    }
    await using folder = await tempFolder()
    await using imported = await createTestImports()
    for (const [name, value] of Object.entries(files)) {
      await mkdir(dirname(folder.file(name)), { recursive: true })
      await writeFile(folder.file(name), JSON.stringify(value))
    }
    const run = await imported.imports.importFiles([folder.path], nobody)
    expect(run.receipt?.conversations).toMatchObject({ found: 5, imported: 5 })
    const text = textOf(imported)
    expect(text).not.toContain('never-store')
    expect(text).toContain('temperature')
  })

  test('come in once, with the pictures inside their texts, however often they are imported', async () => {
    const messages = [{ id: 'm', date: '', role: 'user', content: [{ type: 'text', text: 'look' }, picture] }]
    await using folder = await tempFolder()
    await using imported = await createTestImports()
    await writeFile(folder.file('a.json'), JSON.stringify(nextchatBackup(nextchatSession([], 'en-US', { messages }))))
    const first = await imported.imports.importFiles([folder.file('a.json')], nobody)
    expect(first.receipt?.attachments).toEqual({ found: 1, imported: 1, alreadyHere: 0, missing: 0 })
    const { messages: said, assets } = imported.contents()
    const second = await imported.imports.importFiles([folder.file('a.json')], nobody)
    expect(second.receipt?.messages).toMatchObject({ found: 1, imported: 0, alreadyHere: 1 })
    expect(second.receipt?.attachments).toMatchObject({ found: 1, alreadyHere: 1 })
    expect(imported.contents()).toMatchObject({ messages: said, assets })
    expect(verifyDatabase(imported.store.database).problems).toEqual([])
  })

  test.skipIf(!hasFixtures)('the samples of all of them come in whole, and only once', async () => {
    const names = ['openwebui', 'librechat', 'lobechat', 'chatbox', 'cherry-studio', 'jan', 'nextchat', 'chatbotui']
    const paths = names.map((name) => fixture(name))
    await using imported = await createTestImports()
    const first = await imported.imports.importFiles(paths, nobody)
    const { messages, conversations } = first.receipt ?? {}
    expect([messages?.failed, messages?.skipped, conversations?.failed]).toEqual([0, 0, 0])
    const before = imported.contents().messages
    expect(before).toHaveLength(messages?.found ?? 0)
    const sources = imported.store.database.all<{ source: string }>('SELECT DISTINCT source FROM conversation')
    expect(sources.map(({ source }) => source)).toEqual(expect.arrayContaining(names))
    const second = await imported.imports.importFiles(paths, nobody)
    expect(second.receipt?.messages.alreadyHere).toBe(messages?.found)
    expect(imported.contents().messages).toEqual(before)
  })
})
