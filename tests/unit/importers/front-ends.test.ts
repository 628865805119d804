import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { chats, type ChatTurn } from '#tests/helpers/chat-model.ts'
import { chatboxFile, chatboxSession } from '#tests/helpers/chatbox-export.ts'
import { cherryBackup } from '#tests/helpers/cherry-studio-export.ts'
import { janThread } from '#tests/helpers/jan-export.ts'
import { librechatFile } from '#tests/helpers/librechat-export.ts'
import { betterChatGptFile, chatbotUiFile, typingMindFile } from '#tests/helpers/listed-chats-export.ts'
import { lobechatState, lobechatTables } from '#tests/helpers/lobechat-export.ts'
import { nextchatBackup, nextchatSession } from '#tests/helpers/nextchat-export.ts'
import { openwebuiChat } from '#tests/helpers/openwebui-export.ts'
import { readTexts } from '#tests/helpers/read-text.ts'
import type { TalkTree } from '#tests/helpers/talk-tree.ts'

const writers: Record<string, (turns: readonly ChatTurn[]) => unknown> = {
  openwebui: (turns) => [openwebuiChat(treeFrom(turns))],
  librechat: (turns) => librechatFile(treeFrom(turns), false),
  'librechat, nested': (turns) => librechatFile(treeFrom(turns), true),
  'lobechat, state': lobechatState,
  'lobechat, tables': lobechatTables,
  chatbox: (turns) => chatboxFile(chatboxSession(turns)),
  'cherry-studio': (turns) => cherryBackup(turns),
  nextchat: (turns) => nextchatBackup(nextchatSession(turns, 'en-US')),
  typingmind: typingMindFile,
  betterchatgpt: betterChatGptFile,
  chatbotui: chatbotUiFile,
  jan: (turns) => JSON.parse(janThread(turns)['messages.jsonl'].split('\n')[0] ?? ''),
}

function treeFrom(turns: readonly ChatTurn[]): TalkTree {
  const nodes = turns.map(({ role, versions: [said] }, index) => ({
    id: `m${index}`,
    parent: index === 0 ? null : `m${index - 1}`,
    role,
    text: said?.text ?? '',
    time: said?.time ?? 0,
  }))
  return { nodes, current: nodes.at(-1)?.id ?? null }
}

/** Every place in a JSON value, outermost first. */
function placesIn(root: unknown): { holder: Record<string, unknown>; key: string }[] {
  const places: { holder: Record<string, unknown>; key: string }[] = []
  const waiting = [root]
  for (let value = waiting.shift(); value !== undefined; value = waiting.shift()) {
    if (typeof value !== 'object' || value === null) continue
    const holder = value as Record<string, unknown>
    for (const key of Object.keys(holder)) {
      places.push({ holder, key })
      waiting.push(holder[key] ?? null)
    }
  }
  return places
}

describe.each(Object.keys(writers))('%s', (name) => {
  test('with anything else in any place is read to its end, every tree sound, and no words lost unsaid', async () => {
    const odd = fc.constantFrom(
      null,
      true,
      0,
      -1,
      1e300,
      '',
      'x',
      [],
      {},
      [null],
      [[]],
      [7],
      { id: null },
      { type: 'x' },
      ['m0'],
    )
    const changes = fc.array(fc.tuple(fc.nat(), odd), { minLength: 1, maxLength: 3 })
    await fc.assert(
      fc.asyncProperty(chats({ text: fc.uuid() }), changes, async (turns, changed) => {
        const file = writers[name]?.(turns)
        for (const [at, value] of changed) {
          const places = placesIn(file)
          const place = places[at % places.length]
          if (place) place.holder[place.key] = structuredClone(value)
        }
        const text = JSON.stringify(file)
        const { conversations, problems } = await readTexts({ 'a.json': text })
        const read = JSON.stringify(conversations)
        const said = turns.flatMap(({ versions }) => versions.map((version) => version.text))
        const lost = said.filter((words) => text.includes(words) && !read.includes(words))
        const isSaid = problems.some(({ code }) => code !== 'empty-conversation')
        if (conversations.length > 0 && !isSaid) expect(lost).toEqual([])
        for (const { nodes, currentId, assets } of conversations) {
          const seen = new Set<string>()
          for (const node of nodes) {
            expect(node.parentId === null || seen.has(node.parentId)).toBe(true)
            expect(seen.has(node.sourceId)).toBe(false)
            seen.add(node.sourceId)
          }
          expect(currentId === null || seen.has(currentId)).toBe(true)
          expect(new Set(assets.map(({ pointer }) => pointer)).size).toBe(assets.length)
        }
      }),
      { numRuns: 40 },
    )
  })
})
