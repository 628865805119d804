import { describe, expect, test } from 'vitest'
import { inPasses } from '#core/importers/reading/in-passes.ts'
import { largeShapes } from '#tests/helpers/large-exports.ts'
import { formatsOf, readTexts } from '#tests/helpers/read-text.ts'
import { memoTraceTable } from '#tests/helpers/wechat-export.ts'
import { spokenText } from '#shared/model/part.ts'

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

describe('a table that breaks off', () => {
  const words = Array.from({ length: 12 }, (_, index) => `words ${index}, and "more"`)
  const line = (text: string, index: number) => {
    return { name: index % 2 === 0 ? '小美' : 'me', text, time: 1_700_000_040_000 + index * 60_000 }
  }
  const wechat = memoTraceTable([{ partner: '小美', lines: words.map(line) }])
  const own = words.map(
    (text, index) => `${index},2024-01-${10 + index} 10:00:00+00:00,"${text.replaceAll('"', '""')}",`,
  )
  const discord = ['ID,Timestamp,Contents,Attachments', ...own].join('\n')
  const inCell = (text: string) => text.slice(0, text.indexOf('words 9') + 8)
  const betweenCells = (text: string) => text.slice(0, text.lastIndexOf(',', text.indexOf('words 9')))
  const channel = { 'messages/c123456789/channel.json': JSON.stringify({ id: '123456789', type: 'DM', name: 'Mia' }) }

  test.each([
    ['WeChat, in the middle of what was said', 'wechat', { 'a.csv': inCell(wechat) }],
    ['WeChat, between two cells', 'wechat', { 'a.csv': betweenCells(wechat) }],
    [
      'Discord, in the middle of what was said',
      'discord',
      { ...channel, 'messages/c123456789/messages.csv': inCell(discord) },
    ],
    [
      'Discord, between two cells',
      'discord',
      { ...channel, 'messages/c123456789/messages.csv': betweenCells(discord) },
    ],
  ])('of %s, gives every message before the break and says so', async (_, source, files) => {
    const { conversations, problems } = await readTexts(files)
    expect(conversations.map((one) => one.source)).toEqual([source])
    const said = conversations.flatMap(({ nodes }) => nodes.map(({ parts }) => spokenText(parts)))
    expect(said.filter((text) => text !== '')).toEqual(words.slice(0, 9))
    expect(problems.map(({ code }) => code)).toEqual(['truncated'])
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
