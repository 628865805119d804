import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createOwnIds } from '#core/importers/reading/own-ids.ts'

test('ids used again are told apart, whatever they look like, and the first keeps its own', () => {
  const ids = fc.array(fc.constantFrom('a', 'a:2', 'a:2:2', 'a:3', 'b'), { maxLength: 30 })
  fc.assert(
    fc.property(ids, (given) => {
      const ownId = createOwnIds()
      const own = given.map(ownId)
      expect(new Set(own).size).toBe(given.length)
      expect(own[0]).toBe(given[0])
    }),
  )
})

test('a hundred thousand messages under one id take no more than a moment', () => {
  const ownId = createOwnIds()
  const own = new Set(Array.from({ length: 100_000 }, () => ownId('same')))
  expect(own.size).toBe(100_000)
})
