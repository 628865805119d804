import { writeFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { spokenText } from '#shared/model/part.ts'
import type { NeutralConversation } from '#core/importers/neutral.ts'
import { chatLines, them, you } from '#tests/helpers/chat-lines.ts'
import { messengerCases } from '#tests/helpers/messenger-cases.ts'
import { readPaths } from '#tests/helpers/read-inputs.ts'
import { tempFolder } from '#tests/helpers/temp-folder.ts'

const both = chatLines.filter((lines) => new Set(lines.map((line) => line.name)).size === 2)

async function readText(file: string, text: string) {
  await using folder = await tempFolder()
  writeFileSync(folder.file(file), text)
  return await readPaths(folder.file(file))
}

const saidIn = (conversation: NeutralConversation | undefined) =>
  conversation?.nodes.map((node) => ({
    name: node.author,
    text: spokenText(node.parts),
    time: node.createdAt?.milliseconds,
  }))

describe('what was written is read again: who, what, when and in which order', () => {
  test.each(messengerCases)('$name', async ({ source, file, write, sides, me = you }) => {
    await fc.assert(
      fc.asyncProperty(both, async (lines) => {
        const { conversations, problems, sorted } = await readText(file, write(lines))
        expect(sorted.map((one) => one.kind === 'export' && one.importer.id)).toEqual([source])
        expect(problems).toEqual([])
        expect(conversations).toHaveLength(1)
        const [conversation] = conversations
        const nameOf = (name: string) => (name === you ? me : name)
        expect(saidIn(conversation)).toEqual(lines.map((line) => ({ ...line, name: nameOf(line.name) })))
        const roles = conversation?.nodes.map((node) => node.role)
        expect(roles).toEqual(lines.map((line) => (sides && line.name === you ? 'user' : 'assistant')))
        const parents = conversation?.nodes.map((node) => node.parentId)
        expect(parents).toEqual([null, ...(conversation?.nodes ?? []).slice(0, -1).map((node) => node.sourceId)])
      }),
      { numRuns: 30 },
    )
  })

  test.each(messengerCases)('$name: a later export knows every message and the chat again', async ({ file, write }) => {
    await fc.assert(
      fc.asyncProperty(both, async (lines) => {
        const more = [...lines, { name: them, text: 'later', time: (lines.at(-1)?.time ?? 0) + 60_000 }]
        const [earlier] = (await readText(file, write(lines))).conversations
        const [later] = (await readText(file, write(more))).conversations
        expect(later?.sourceId).toBe(earlier?.sourceId)
        expect(later?.nodes.slice(0, -1).map((node) => node.sourceId)).toEqual(
          earlier?.nodes.map((node) => node.sourceId),
        )
      }),
      { numRuns: 5 },
    )
  })
})
