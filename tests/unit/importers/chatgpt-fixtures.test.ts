import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { fixture, hasFixtures } from '#tests/helpers/fixtures.ts'
import { readPaths } from '#tests/helpers/read-inputs.ts'

type Raw = { title?: string | null; mapping?: Record<string, { message?: unknown }> }

/** Counts without any code of ours. */
function count(path: string): { conversations: number; messages: number } {
  const parsed: unknown = JSON.parse(readFileSync(path, 'utf8').replace(/^\uFEFF/, ''))
  const list = (Array.isArray(parsed) ? parsed : [parsed]) as Raw[]
  const messages = list
    .flatMap((one) => Object.values(one.mapping ?? {}))
    .filter((node) => (node.message ?? null) !== null).length
  return { conversations: list.length, messages }
}

describe.skipIf(!hasFixtures)('real ChatGPT exports', () => {
  const names = hasFixtures ? readdirSync(fixture('chatgpt')).filter((name) => name.endsWith('.json')) : []

  test.each(names)('%s loses no conversation and no node', async (name) => {
    const path = fixture('chatgpt', name)
    const { conversations, problems } = await readPaths(path)
    expect(problems).toEqual([])
    expect({
      conversations: conversations.length,
      messages: conversations.reduce((sum, one) => sum + one.nodes.length, 0),
    }).toEqual(count(path))
    for (const { nodes, currentId } of conversations) {
      const seen = new Set<string>()
      for (const node of nodes) {
        expect(node.parentId === null || seen.has(node.parentId)).toBe(true)
        seen.add(node.sourceId)
      }
      expect(seen.size).toBe(nodes.length)
      expect(currentId === null || seen.has(currentId)).toBe(true)
    }
  })

  test('all of the folder at once is the sum of its files', async () => {
    const { conversations } = await readPaths(fixture('chatgpt'))
    const counts = names.map((name) => count(fixture('chatgpt', name)))
    expect(conversations).toHaveLength(counts.reduce((sum, one) => sum + one.conversations, 0))
  })

  test.each(['folder', 'zip'])(
    'the sharded layout as %s: absent shard said, bytes found, names given',
    async (layout) => {
      const path = layout === 'zip' ? fixture('chatgpt-sharded', 'export.zip') : fixture('chatgpt-sharded')
      const { conversations, problems, sorted } = await readPaths(path)
      const ids = new Set(conversations.map((one) => one.sourceId))
      expect(ids).toEqual(new Set(['sh-1', 'sh-2']))
      expect(problems).toContainEqual(
        expect.objectContaining({ kind: 'note', code: 'shard-absent', item: 'conversations-404.json' }),
      )
      const voice = conversations.find((one) => one.sourceId === 'sh-1')
      expect(voice?.nodes.map((node) => node.parts.map((part) => part.kind))).toEqual([
        ['image', 'text', 'file'],
        ['text'],
        ['audio'],
      ])
      expect(voice?.assets.map(({ name }) => name)).toEqual(['diagram.png', 'products.csv', null])
      expect(voice?.assets.find((asset) => asset.name === 'diagram.png')?.file !== null).toBe(true)
      expect(sorted.flatMap((one) => (one.kind === 'other' && one.failed ? [one.file.name] : []))).toEqual([])
    },
  )

  test('thoughts, branches and who spoke are read', async () => {
    const sharded = await readPaths(fixture('chatgpt-sharded', 'conversations-001.json'))
    expect(sharded.conversations[0]?.nodes[1]?.parts).toEqual([
      { kind: 'thought', text: 'Weighing the options\n\nThe user wants the short answer.', seconds: null },
    ])
    const { conversations } = await readPaths(fixture('chatgpt', 'panchat-branched.json'))
    const [first, , second, third] = conversations[0]?.nodes ?? []
    expect(first).toMatchObject({ role: 'system', hidden: true })
    expect([second?.model, third?.model]).toEqual(['gpt-4o', 'gpt-5.2'])
    expect(second?.parentId).toBe(third?.parentId)
    expect(conversations[0]?.currentId).toBe('n4')
  })
})
