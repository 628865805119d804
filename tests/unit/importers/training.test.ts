import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { chatText } from '#tests/helpers/chat-model.ts'
import { fixture, hasFixtures } from '#tests/helpers/fixtures.ts'
import { readPaths } from '#tests/helpers/read-inputs.ts'
import { formatsOf, readOneText, readTexts } from '#tests/helpers/read-text.ts'
import { saidIn, saidTurns } from '#tests/helpers/said-turns.ts'
import { preferenceLine, sharegptRecord, trainingLine } from '#tests/helpers/training-export.ts'

const talks = fc.array(saidTurns(chatText(), { least: 1, most: 5 }), { minLength: 1, maxLength: 6 })
const plain = [
  { role: 'user', text: 'hi' },
  { role: 'assistant', text: 'hello' },
] as const

describe('training examples', () => {
  test('come back as they were, each line a conversation of its own', async () => {
    await fc.assert(
      fc.asyncProperty(talks, async (written) => {
        const lines = written.map((turns) => trainingLine(turns)).join('\n')
        const { conversations, problems, sorted } = await readTexts({ 'a.jsonl': lines })
        expect(sorted).toMatchObject([{ kind: 'export', importer: { id: 'finetune' } }])
        expect(problems).toEqual([])
        expect(conversations.map(saidIn)).toEqual(written)
      }),
      { numRuns: 40 },
    )
  })

  test('that begin alike are not taken for one conversation, and the same line twice is', async () => {
    const other = [plain[0], { role: 'assistant', text: 'go away' }] as const
    const { conversations } = await readTexts({
      'a.jsonl': [trainingLine(plain), trainingLine(other), trainingLine(plain)].join('\n'),
    })
    const ids = conversations.map(({ sourceId }) => sourceId)
    expect([ids[0] === ids[1], ids[0] === ids[2]]).toEqual([false, true])
  })

  test('with two answers to choose from keep both, and show the one that was liked', async () => {
    const { nodes, currentId } = await readOneText('a.jsonl', preferenceLine('hi', 'hello', 'go away'))
    expect(nodes.map(({ parentId }) => parentId)).toEqual([null, nodes[0]?.sourceId, nodes[0]?.sourceId])
    expect(currentId).toBe(nodes[1]?.sourceId)
    expect(nodes[1]?.parts).toEqual([{ kind: 'text', text: 'hello' }])
  })

  test('keep calls of tools, instructions, weights and unknown content', async () => {
    const call = { id: 'c', type: 'function', function: { name: 'weather', arguments: '{"at":"home"}' } }
    const messages = [
      { role: 'developer', content: 'Be kind.' },
      {
        role: 'user',
        content: [
          { type: 'text', text: 'look' },
          { type: 'input_audio', input_audio: { data: 'x' } },
        ],
      },
      { role: 'assistant', content: null, tool_calls: [call], weight: 0 },
      { role: 'tool', tool_call_id: 'c', content: 'rain' },
      { role: 'assistant', content: null, refusal: 'I would rather not.' },
    ]
    const { nodes } = await readOneText('a.jsonl', JSON.stringify({ messages }))
    expect(nodes.map(({ role, parts }) => [role, parts.map(({ kind }) => kind)])).toEqual([
      ['system', ['text']],
      ['user', ['text', 'opaque']],
      ['assistant', ['tool_call']],
      ['tool', ['tool_result']],
      ['assistant', ['text']],
    ])
    expect(nodes.map(({ hidden, keptRaw }) => [hidden, keptRaw])[0]).toEqual([true, false])
    expect(nodes[1]?.keptRaw).toBe(true)
    expect(nodes[2]?.raw).toMatchObject({ weight: 0 })
  })

  test('that are broken fail alone', async () => {
    const lines = [
      trainingLine(plain),
      '{"messages": [',
      '7',
      '{"messages": []}',
      '{"other": 1}',
      trainingLine(plain, 'x'),
    ]
    const { conversations, problems } = await readTexts({ 'a.jsonl': lines.join('\n') })
    expect(conversations).toHaveLength(2)
    expect(problems.map(({ kind, code, item }) => [kind, code, item])).toEqual([
      ['failed', 'truncated', '#2'],
      ['failed', 'not-a-conversation', '#3'],
      ['note', 'empty-conversation', null],
      ['failed', 'not-a-conversation', null],
    ])
  })

  test('do not swallow a chat of an app that keeps more about it, though it stands on one line', async () => {
    const reading = await readTexts({
      'a.json': JSON.stringify({
        id: 'x',
        title: 'T',
        messages: [{ id: 'm', role: 'user', content: 'hi', model: 'x' }],
      }),
    })
    expect(Object.values(formatsOf(reading))).not.toContain('finetune')
  })

  test.skipIf(!hasFixtures)('of the samples lose nothing', async () => {
    const path = fixture('openai-finetune', 'train.jsonl')
    const expected = readFileSync(path, 'utf8')
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { messages?: unknown[] }).messages?.length ?? 2)
    const { conversations, problems } = await readPaths(path)
    expect(problems).toEqual([])
    expect(conversations.map(({ nodes }) => nodes.length)).toEqual(expected)
  })
})

describe('ShareGPT', () => {
  test.each([
    ['a.json', (records: object[]) => JSON.stringify(records)],
    ['a.jsonl', (records: object[]) => records.map((record) => JSON.stringify(record)).join('\n')],
  ])('sets come back as they were: %s', async (name, write) => {
    await fc.assert(
      fc.asyncProperty(talks, async (written) => {
        const text = write(written.map((turns, index) => sharegptRecord(`set_${index}`, turns)))
        const reading = await readTexts({ [name]: text })
        expect(formatsOf(reading)).toEqual({ [name]: 'sharegpt' })
        expect(reading.conversations.map(saidIn)).toEqual(written)
      }),
      { numRuns: 30 },
    )
  })

  test('records of two sets under one number stay two conversations', async () => {
    const other = [plain[0], { role: 'assistant', text: 'go away' }] as const
    const { conversations } = await readTexts({
      'a.json': JSON.stringify([sharegptRecord('0', plain)]),
      'b.json': JSON.stringify([sharegptRecord('0', other)]),
    })
    expect(new Set(conversations.map(({ sourceId }) => sourceId)).size).toBe(2)
  })

  test('tools, instructions and characters are who they are', async () => {
    const froms = ['system', 'human', 'function_call', 'observation', 'Mia', 'chatgpt']
    const conversations = froms.map((from) => ({ from, value: 'words' }))
    const { nodes } = await readOneText('a.json', JSON.stringify({ model: 'm-1', conversations }))
    expect(nodes.map(({ role, author, model, parts }) => [role, author, model, parts[0]?.kind])).toEqual([
      ['system', null, null, 'text'],
      ['user', null, null, 'text'],
      ['assistant', null, 'm-1', 'tool_call'],
      ['tool', null, null, 'tool_result'],
      ['assistant', 'Mia', 'm-1', 'text'],
      ['assistant', null, 'm-1', 'text'],
    ])
  })

  test('instructions come with what they are about and what was said before', async () => {
    const record = { instruction: 'Translate.', input: 'hi', output: '你好', history: [['a', 'b']], system: 'Be kind.' }
    const { nodes } = await readOneText('a.json', JSON.stringify([record]))
    expect(nodes.map(({ role, parts }) => [role, parts.flatMap((part) => ('text' in part ? part.text : []))])).toEqual([
      ['system', ['Be kind.']],
      ['user', ['a']],
      ['assistant', ['b']],
      ['user', ['Translate.', 'hi']],
      ['assistant', ['你好']],
    ])
  })

  test('broken records do not cost the others', async () => {
    const records = [
      7,
      { conversations: null },
      { conversations: [] },
      { conversations: [null, 'alone', 7] },
      sharegptRecord('1', plain),
    ]
    const { conversations, problems } = await readTexts({ 'a.json': JSON.stringify(records) })
    expect(conversations.map(({ nodes }) => nodes.length)).toEqual([2, 2])
    expect(problems.map(({ kind, code }) => [kind, code])).toEqual([
      ['failed', 'not-a-conversation'],
      ['failed', 'not-a-conversation'],
      ['note', 'empty-conversation'],
    ])
  })
})
