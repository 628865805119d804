import { ORPCError } from '@orpc/client'
import { expect, it } from 'vitest'
import { follow } from '#renderer/rpc/follow.ts'

it('opens a cut stream again and goes on, without repeating what the new one does not send', async () => {
  const streams = [['a', 'b'], ['c']]
  const heard: string[] = []
  const leaving = new AbortController()
  await follow({
    signal: leaving.signal,
    async open() {
      const events = streams.shift() ?? []
      return (async function* () {
        yield* events
        throw new Error('socket closed')
      })()
    },
    onEvent(event: string) {
      heard.push(event)
      if (event === 'c') leaving.abort()
    },
  })
  expect(heard).toEqual(['a', 'b', 'c'])
})

it('ends with a declared error, so that a locked vault is not asked for ever', async () => {
  const errors: Error[] = []
  let opened = 0
  await follow({
    signal: new AbortController().signal,
    async open(): Promise<AsyncIterable<never>> {
      opened += 1
      throw new ORPCError('VAULT_LOCKED', { defined: true })
    },
    onEvent() {},
    onError: (error) => errors.push(error),
  })
  expect(opened).toBe(1)
  expect(errors).toHaveLength(1)
})

it('says nothing more after it was left', async () => {
  const leaving = new AbortController()
  const heard: number[] = []
  await follow({
    signal: leaving.signal,
    open: async () =>
      (async function* () {
        yield 1
        leaving.abort()
        yield 2
      })(),
    onEvent: (event) => heard.push(event),
  })
  expect(heard).toEqual([1])
})
