import { createRouterClient } from '@orpc/server'
import { QueryClient } from '@tanstack/react-query'
import { expect, it } from 'vitest'
import type { Change } from '#shared/model/change.ts'
import { createApi, type Client } from '#renderer/rpc/api.ts'
import { createChangeFeed } from '#renderer/rpc/change-feed.ts'
import { createTestApp } from '#tests/helpers/test-app.ts'

it('a draft that changed while the line was lost is told of once it is back, so that nothing old is sent', async () => {
  await using test = await createTestApp()
  await test.createVault()
  const lines: AbortController[] = []
  const client: Client = createRouterClient(test.app.router, {
    interceptors: [
      (call) => {
        if (call.path.join('.') !== 'changes.watch') return call.next()
        const line = new AbortController()
        lines.push(line)
        return call.next({ ...call, signal: line.signal })
      },
    ],
  })
  const profile = { name: 'June', description: '', greeting: '' }
  const { lifelongId: id } = await client.companions.create({ profile, binding: null })

  const leaving = new AbortController()
  const feed = createChangeFeed(client, createApi(client), new QueryClient())
  const heard: Change[] = []
  feed.listen((change) => heard.push(change))
  const running = feed.run(leaving.signal)
  await expect.poll(() => lines.length).toBe(1)
  expect(heard).toEqual([])

  lines[0]?.abort()
  await client.conversations.setDraft({ id, text: 'from another window' })
  await expect.poll(() => lines.length).toBe(2)
  await expect.poll(() => heard).toEqual([{ entity: 'draft', kind: 'updated' }])

  leaving.abort()
  lines[1]?.abort()
  await running
})
