import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { chats, turnsOf, type ChatTurn } from '#tests/helpers/chat-model.ts'
import { copilotCsv } from '#tests/helpers/copilot-export.ts'
import { fixture, hasFixtures } from '#tests/helpers/fixtures.ts'
import { readPaths } from '#tests/helpers/read-inputs.ts'
import { formatsOf, readOneText, readTexts } from '#tests/helpers/read-text.ts'

const turn = (role: 'user' | 'assistant', text: string, time = 1.7e12): ChatTurn => ({
  role,
  shown: 0,
  versions: [{ text, time }],
})

describe.skipIf(!hasFixtures)('the sample Copilot history', () => {
  test('loses no row, and each question stands before its answer', async () => {
    const reading = await readPaths(fixture('copilot', 'copilot-activity-history.csv'))
    expect(formatsOf(reading)).toEqual({ 'copilot-activity-history.csv': 'copilot' })
    expect(reading.problems).toEqual([])
    expect(reading.conversations.map(({ title, nodes }) => [title, nodes.map(({ role }) => role)])).toEqual([
      ['Git Flag Explained', ['user', 'assistant']],
      ['Dinner', ['user', 'assistant']],
    ])
    expect(reading.conversations[0]?.nodes[1]?.parts).toEqual([
      {
        kind: 'text',
        text: '**Short answer:** it skips the tag.\n\n```sh\nnpm version patch --no-git-tag-version\n```\nUse it, "always", in CI.',
      },
    ])
    expect(reading.conversations[0]?.createdAt).toMatchObject({ original: '2026-07-26T23:20:56', zoneKnown: false })
  })
})

test('a conversation comes back as it was said: words, people, order and times to the second', async () => {
  const toTheSecond = chats().map((turns) =>
    turns.map(({ role, versions }) =>
      turn(role, versions[0]?.text ?? '', Math.floor((versions[0]?.time ?? 0) / 1e3) * 1e3),
    ),
  )
  await fc.assert(
    fc.asyncProperty(toTheSecond, async (turns) => {
      expect(turnsOf(await readOneText('a.csv', copilotCsv({ Talk: turns })))).toEqual(turns)
    }),
    { numRuns: 40 },
  )
})

test('the same is known again in a later history, where new rows stand above it', async () => {
  const said = [turn('user', 'hi'), turn('assistant', 'hi'), turn('user', 'hi')]
  const idsOf = async (turns: ChatTurn[]) => {
    const { sourceId, nodes } = await readOneText('a.csv', copilotCsv({ Talk: turns }))
    return [sourceId, ...nodes.map((node) => node.sourceId)]
  }
  const first = await idsOf(said)
  const second = await idsOf([...said, turn('assistant', 'hi')])
  expect(second.slice(0, 4)).toEqual(first)
  expect(new Set(second).size).toBe(5)
})

test('equal titles are one conversation, an empty title is none', async () => {
  const { conversations } = await readTexts({
    'a.csv': `${copilotCsv({ A: [turn('user', 'a')], '': [turn('user', 'b')] })}A,2024-01-01T00:00:00,AI,earlier\r\n`,
  })
  expect(conversations.map(({ title, nodes }) => [title, nodes.length])).toEqual([
    [null, 1],
    ['A', 2],
  ])
})

test('a table that ends in the middle of a cell gives every row before it', async () => {
  const said = Array.from({ length: 50 }, (_, index) => turn('user', `念 ${index}`))
  const { conversations, problems } = await readTexts({
    'a.csv': `${copilotCsv({ A: said })}A,2024-01-01T00:00:00,AI,"not all of`,
  })
  expect(conversations.map(({ nodes }) => nodes.length)).toEqual([50])
  expect(problems).toMatchObject([{ kind: 'failed', code: 'truncated' }])
})

test('another table is not taken for it', async () => {
  const { sorted } = await readTexts({ 'a.csv': 'Conversation,Date,Author,Message\r\nA,2024-01-01,AI,hi\r\n' })
  expect(sorted.some((one) => one.kind === 'export' && one.importer.id === 'copilot')).toBe(false)
})
