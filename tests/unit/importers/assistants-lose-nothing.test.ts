import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { NeutralConversation } from '#core/importers/neutral.ts'
import { fixture, hasFixtures } from '#tests/helpers/fixtures.ts'
import { readPaths } from '#tests/helpers/read-inputs.ts'

/** Every text and number in a value, by its path. */
function* leaves(value: unknown, path = ''): Generator<readonly [path: string, leaf: string]> {
  if (typeof value === 'string' && value !== '') yield [path, value]
  else if (typeof value === 'number') yield [path, String(value)]
  else if (typeof value === 'object' && value !== null) {
    for (const [key, member] of Object.entries(value)) yield* leaves(member, `${path}.${key}`)
  }
}

/** All that is kept of a conversation, what was kept as JSON taken apart again. */
function keptOf(conversation: NeutralConversation): string {
  const json = conversation.nodes.flatMap(({ parts }) =>
    parts.flatMap((part) => (part.kind === 'opaque' ? [part.json] : part.kind === 'tool_call' ? [part.text] : [])),
  )
  const { assets: _assets, ...said } = conversation
  return [said, ...json.map((text): unknown => JSON.parse(text))]
    .flatMap((value) => [...leaves(value)])
    .map(([, leaf]) => leaf)
    .join('\n')
}

/** What is told in another form, or of no conversation. */
const told: readonly (readonly [folder: string, besides: RegExp | null])[] = [
  ['claude', null],
  // Rows in which nothing was said.
  ['gemini-takeout', /^\.(?:2|3)\./],
  ['aistudio', null],
  // Who speaks, which the role tells.
  ['deepseek', /\.fragments\.\d+\.type$/],
  ['grok', null],
  ['lechat', null],
  ['perplexity', null],
  // The envelope.
  ['qwen', /^\.request_id$/],
]

describe.skipIf(!hasFixtures)('no text and no number of a sample export is lost', () => {
  const files = told.flatMap(([folder, besides]) =>
    (hasFixtures ? readdirSync(fixture(folder)) : [])
      .filter((name) => name.endsWith('.json'))
      .map((name) => [folder, name, besides] as const),
  )

  test.each(files)('%s/%s', async (folder, name, besides) => {
    const { conversations } = await readPaths(fixture(folder, name))
    const kept = conversations.map(keptOf).join('\n')
    const lost = [...leaves(JSON.parse(readFileSync(fixture(folder, name), 'utf8')))].filter(
      ([path, leaf]) => !kept.includes(leaf) && !besides?.test(path),
    )
    expect(lost).toEqual([])
  })
})
