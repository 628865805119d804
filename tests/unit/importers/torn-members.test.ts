import { describe, expect, test } from 'vitest'
import { inPasses } from '#core/importers/reading/in-passes.ts'
import { largeShapes } from '#tests/helpers/large-exports.ts'
import { formatsOf, readTexts } from '#tests/helpers/read-text.ts'

const apps = Object.keys(largeShapes) as (keyof typeof largeShapes)[]
const textOf = (app: keyof typeof largeShapes) => [...largeShapes[app](4)].join('')
const countMessages = ({ conversations }: Awaited<ReturnType<typeof readTexts>>) =>
  conversations.reduce((sum, { nodes }) => sum + nodes.length, 0)

describe('a backup that keeps everything in one member', () => {
  test.each(apps)('of %s is told and read whole', async (app) => {
    const reading = await readTexts({ 'backup.json': textOf(app) })
    expect(formatsOf(reading)).toEqual({ 'backup.json': app })
    expect(reading.problems).toEqual([])
    expect(reading.conversations).toHaveLength(4)
    expect(countMessages(reading)).toBe(160)
  })

  test.each(apps)('of %s keeps every row that came before its file breaks off, and says so', async (app) => {
    const text = textOf(app)
    // The tables of Cherry Studio make sense together: of it only the last topic is lost.
    const kept = app === 'cherry-studio' ? text.length - 1_000 : Math.floor(text.length * 0.6)
    const reading = await readTexts({ 'backup.json': text.slice(0, kept) })
    expect(reading.problems).toContainEqual(expect.objectContaining({ kind: 'failed', code: 'truncated' }))
    expect(countMessages(reading)).toBeGreaterThan(70)
    const told = reading.conversations.flatMap(({ nodes }) => nodes.flatMap(({ parts }) => parts))
    expect(told.every((part) => part.kind === 'text')).toBe(true)
  })

  test('one row that is no JSON fails alone', async () => {
    const text = textOf('lobechat').replace('"role":"user","content":', '"role":user,"content":')
    const reading = await readTexts({ 'backup.json': text })
    expect(reading.problems).toMatchObject([{ kind: 'failed', code: 'malformed', item: '#1' }])
    expect(countMessages(reading)).toBe(159)
  })
})

test('what is read in passes is in exactly one of them, and none holds more than it may but a giant alone', () => {
  const weights = new Map([
    ['a', 4],
    ['b', 5],
    ['giant', 40],
    ['c', 1],
    ['d', 9],
    ['e', 1],
  ])
  expect(inPasses(weights, 10).map((pass) => [...pass])).toEqual([['a', 'b'], ['giant'], ['c', 'd'], ['e']])
  expect(inPasses(new Map(), 10)).toEqual([])
})
