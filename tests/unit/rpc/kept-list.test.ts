import { describe, expect, it } from 'vitest'
import { createRouterClient } from '@orpc/server'
import { InfiniteQueryObserver, QueryClient } from '@tanstack/react-query'
import type { Conversation } from '#shared/model/conversation.ts'
import type { ConversationId } from '#shared/model/ids.ts'
import { createApi, type Client } from '#renderer/rpc/api.ts'
import { createChangeFeed } from '#renderer/rpc/change-feed.ts'
import { withConversation } from '#renderer/rpc/kept-list.ts'
import { createTestApp } from '#tests/helpers/test-app.ts'
import { createTestStore } from '#tests/helpers/test-store.ts'

using store = createTestStore()
const sample = store.conversations.get(store.companion.lifelongId)

const talk = (id: number, updatedAt: number, more: Partial<Conversation> = {}): Conversation => ({
  ...sample,
  id: id as ConversationId,
  updatedAt,
  ...more,
})
const idsOf = (pages: readonly (readonly Conversation[])[] | null) => pages?.map((page) => page.map(({ id }) => id))
const filter = { archived: false, limit: 2 }

describe('a list after one conversation changed', () => {
  const pages = [
    [talk(5, 50), talk(4, 40)],
    [talk(3, 30), talk(2, 20)],
  ]

  it('shows it at the top once it was spoken in, with every page as long as before', () => {
    expect(idsOf(withConversation(pages, talk(3, 60), filter))).toEqual([
      [3, 5],
      [4, 2],
    ])
    expect(idsOf(withConversation(pages, talk(9, 60), filter))).toEqual([
      [9, 5],
      [4, 3, 2],
    ])
  })

  it('does not change for one of another kind, or for one further down than anybody looked', () => {
    expect(withConversation(pages, talk(9, 60, { archived: true }), filter)).toBe(pages)
    expect(withConversation(pages, talk(9, 60, { source: 'claude' }), { ...filter, source: 'line' })).toBe(pages)
    expect(withConversation(pages, talk(1, 10), filter)).toBe(pages)
  })

  it('loses one that left, and is fetched again where nobody knows what moves up', () => {
    const left = talk(4, 40, { archived: true })
    expect(withConversation(pages, left, filter)).toBeNull()
    expect(idsOf(withConversation([[talk(5, 50)], []], talk(5, 50, { archived: true }), filter))).toEqual([[], []])
    expect(idsOf(withConversation([...pages, [talk(1, 10)]], left, filter))).toEqual([[5, 3], [2, 1], []])
  })
})

it('an open list of many pages does not fetch them all again for one message', async () => {
  await using test = await createTestApp()
  await test.createVault()
  const asked: string[] = []
  const client: Client = createRouterClient(test.app.router, {
    interceptors: [
      ({ next, path }) => {
        asked.push(path.join('.'))
        return next()
      },
    ],
  })
  const { id: companionId } = await client.companions.create({
    profile: { name: 'June', description: '', greeting: '' },
    binding: null,
  })
  const made: ConversationId[] = []
  for (let index = 0; index < 6; index += 1) {
    made.push((await client.conversations.create({ companionId, title: `${index}` })).id)
  }
  const api = createApi(client)
  const queries = new QueryClient({ defaultOptions: { queries: { staleTime: Infinity, retry: false } } })
  const observer = new InfiniteQueryObserver(
    queries,
    api.conversations.list.infiniteOptions({
      input: (before: Conversation | undefined) => ({
        archived: false,
        limit: 2,
        ...(before ? { before: { updatedAt: before.updatedAt, id: before.id } } : {}),
      }),
      initialPageParam: undefined,
      getNextPageParam: (page) => (page.length < 2 ? undefined : page.at(-1)),
    }),
  )
  const titles = () =>
    observer
      .getCurrentResult()
      .data?.pages.flat()
      .map(({ title }) => title)
  const leaving = new AbortController()
  const unsubscribe = observer.subscribe(() => {})
  await observer.refetch()
  await observer.fetchNextPage()
  await observer.fetchNextPage()
  const feed = createChangeFeed(client, api, queries)
  const running = feed.run(leaving.signal)
  await expect.poll(() => asked.includes('changes.watch')).toBe(true)

  asked.length = 0
  await client.conversations.rename({ id: made[2] ?? sample.id, title: 'renamed' })
  await expect.poll(titles).toContain('renamed')
  expect(asked.filter((path) => path === 'conversations.list')).toEqual([])
  expect(titles()).toHaveLength(6)

  unsubscribe()
  leaving.abort()
  await running
})
