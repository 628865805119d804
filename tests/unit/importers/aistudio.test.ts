import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { NeutralConversation } from '#core/importers/neutral.ts'
import { aistudioPrompt } from '#tests/helpers/aistudio-export.ts'
import { chats, turnsOf } from '#tests/helpers/chat-model.ts'
import { fixture, hasFixtures } from '#tests/helpers/fixtures.ts'
import { readPaths } from '#tests/helpers/read-inputs.ts'
import { formatsOf, readOneText, readTexts } from '#tests/helpers/read-text.ts'

const read = async (value: unknown, name = 'A prompt'): Promise<NeutralConversation> =>
  await readOneText(name, JSON.stringify(value))

async function readChunks(...chunks: unknown[]) {
  return (await read({ runSettings: {}, chunkedPrompt: { chunks } })).nodes
}

describe.skipIf(!hasFixtures)('the sample AI Studio prompt', () => {
  test('loses nothing: chunks, instruction, and a draft that was never sent', async () => {
    const path = fixture('aistudio', 'My prompt.json')
    const raw = JSON.parse(readFileSync(path, 'utf8')) as {
      chunkedPrompt: { chunks: unknown[]; pendingInputs: unknown[] }
    }
    const reading = await readPaths(path)
    expect(formatsOf(reading)).toEqual({ 'My prompt.json': 'aistudio' })
    expect(reading.problems).toMatchObject([{ kind: 'note', code: 'unsent-draft' }])
    const [prompt] = reading.conversations
    expect(prompt?.title).toBe('My prompt')
    expect(prompt?.nodes).toHaveLength(raw.chunkedPrompt.chunks.length + 1)
    expect(prompt?.nodes.map(({ role, model }) => [role, model])).toEqual([
      ['system', null],
      ['user', null],
      ['user', null],
      ['assistant', 'gemini-2.5-pro'],
      ['assistant', 'gemini-2.5-pro'],
    ])
    expect(prompt?.nodes.flatMap(({ parts }) => parts.map(({ kind }) => kind))).toEqual([
      'context',
      'text',
      'image',
      'thought',
      'text',
    ])
    expect(prompt?.raw).toMatchObject({ chunkedPrompt: { pendingInputs: raw.chunkedPrompt.pendingInputs } })
  })
})

test('a prompt comes back as it was said: words, people, order and times', async () => {
  await fc.assert(
    fc.asyncProperty(chats(), async (turns) => {
      expect(turnsOf(await read(aistudioPrompt(turns)))).toEqual(turns)
    }),
    { numRuns: 40 },
  )
})

test('prompts have no ending in Drive: a dot in a title is no ending, and many of them are all read', async () => {
  const prompt = JSON.stringify(aistudioPrompt([{ role: 'user', shown: 0, versions: [{ text: 'a', time: 1e12 }] }]))
  const reading = await readTexts({ 'Google AI Studio/Version 1.5 of it': prompt, 'Google AI Studio/信': prompt })
  expect(formatsOf(reading)).toEqual({
    'Google AI Studio/Version 1.5 of it': 'aistudio',
    'Google AI Studio/信': 'aistudio',
  })
  expect(new Set(reading.conversations.map(({ title }) => title))).toEqual(new Set(['Version 1.5 of it', '信']))
  expect(new Set(reading.conversations.map(({ sourceId }) => sourceId)).size).toBe(2)
})

test('a prompt that has grown is the same prompt, its messages the same messages', async () => {
  const said = ['hi', 'hi', 'hi'].map((text) => ({ role: 'user' as const, shown: 0, versions: [{ text, time: 1e12 }] }))
  const [first, second] = [await read(aistudioPrompt(said.slice(0, 2))), await read(aistudioPrompt(said))]
  expect(second.sourceId).toBe(first.sourceId)
  expect(second.nodes.slice(0, 2).map(({ sourceId }) => sourceId)).toEqual(first.nodes.map(({ sourceId }) => sourceId))
  expect(new Set(second.nodes.map(({ sourceId }) => sourceId)).size).toBe(3)
})

test.each([
  [{ text: 'hm', isThought: true }, [{ kind: 'thought', text: 'hm', seconds: null }]],
  [
    { parts: [{ text: 'hm', thought: true }, { text: 'a' }] },
    [
      { kind: 'thought', text: 'hm', seconds: null },
      { kind: 'text', text: 'a' },
    ],
  ],
  [{ executableCode: { language: 'PYTHON', code: 'x' } }, [{ kind: 'code', text: 'x', language: 'python' }]],
  [
    { codeExecutionResult: { outcome: 'OUTCOME_OK', output: '1' } },
    [{ kind: 'tool_result', text: 'OUTCOME_OK\n1', name: null }],
  ],
  [
    { youtubeVideo: { id: 'abc' } },
    [{ kind: 'citation', text: '', title: null, url: 'https://www.youtube.com/watch?v=abc' }],
  ],
  [
    { driveDocument: { id: 'd' } },
    [{ kind: 'file', assetId: null, pointer: 'drive:d', name: null, mime: null, size: null }],
  ],
  [{ text: '', errorMessage: 'broke' }, [{ kind: 'error', text: 'broke' }]],
  [{ text: '' }, []],
])('the chunk %j becomes %j', async (chunk, parts) => {
  const [node] = await readChunks({ role: 'model', ...chunk })
  expect(node?.parts).toEqual(parts)
  expect(node?.keptRaw).toBe(false)
})

test('unknown chunks are kept verbatim', async () => {
  const chunk = { role: 'model', hologram: { depth: 3 } }
  const nodes = await readChunks(chunk, 'torn')
  expect(nodes.map(({ keptRaw }) => keptRaw)).toEqual([true, true])
  expect(nodes[0]?.parts).toMatchObject([{ kind: 'opaque', json: JSON.stringify(chunk) }])
})

test('pictures that stand in the file itself become files, and are not kept a second time', async () => {
  const data = Buffer.from('a picture').toString('base64')
  const { nodes, assets } = await read({
    runSettings: {},
    chunkedPrompt: {
      chunks: [
        { role: 'user', inlineImage: { mimeType: 'image/png', data } },
        { role: 'model', parts: [{ inlineData: { mimeType: 'image/png', data } }] },
      ],
    },
  })
  expect(assets).toHaveLength(1)
  expect(nodes.map(({ parts }) => parts[0])).toMatchObject([
    { kind: 'image', pointer: assets[0]?.pointer },
    { kind: 'image', pointer: assets[0]?.pointer },
  ])
  const chunks: Buffer[] = []
  for await (const chunk of assets[0]?.file?.read() ?? []) chunks.push(chunk)
  expect(Buffer.concat(chunks).toString()).toBe('a picture')
  expect(JSON.stringify(nodes)).not.toContain(data)
})

test('older prompts with chunks at the top are read', async () => {
  const { nodes } = await read({
    runSettings: {},
    chunks: [{ role: 'user', text: 'a' }],
    systemInstruction: { parts: [{ text: 'b' }] },
  })
  expect(nodes.map(({ parts }) => parts)).toEqual([
    [{ kind: 'context', text: 'b', label: 'system_instruction' }],
    [{ kind: 'text', text: 'a' }],
  ])
})
