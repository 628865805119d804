import { expect, test } from 'vitest'
import { createWriteLater } from '#core/chat/write-later.ts'

test('a write that fails is tried again until it succeeds, once, and holds up no other', async () => {
  const later = createWriteLater(1)
  const { promise, resolve } = Promise.withResolvers<void>()
  let tries = 0
  let others = 0
  later.add(() => {
    tries += 1
    if (tries < 3) throw new Error('full')
    resolve()
  })
  later.add(() => {
    others += 1
  })
  await promise
  later.close()
  expect([tries, others]).toEqual([3, 1])
})

test('closing tries at once, and no more after that', () => {
  const later = createWriteLater(1)
  let tries = 0
  later.add(() => {
    tries += 1
    throw new Error('full')
  })
  later.close()
  expect(tries).toBe(1)
})
