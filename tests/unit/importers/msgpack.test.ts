import { encode } from '@msgpack/msgpack'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseMsgpack } from '#core/importers/files/msgpack.ts'
import { SourceTrouble } from '#core/importers/files/source-trouble.ts'

const list32 = (length: number) => Buffer.from([0xdd, 0, length >> 16, (length >> 8) & 255, length & 255])

test('lists that say they are long before anything of them is there take no memory', () => {
  const bytes = Buffer.concat(Array.from({ length: 40 }, () => list32(1_000_000)))
  const before = process.memoryUsage().heapTotal
  expect(() => parseMsgpack(bytes)).toThrow(SourceTrouble)
  expect(process.memoryUsage().heapTotal - before).toBeLessThan(100 << 20)
})

test('whatever can be written is read, and cut anywhere it is damaged', () => {
  const text = fc.string({ maxLength: 300 })
  const value = fc.letrec((tie) => ({
    any: fc.oneof(
      { maxDepth: 4 },
      fc.constantFrom(null, true, false),
      fc.maxSafeInteger(),
      fc.double({ noNaN: true, noDefaultInfinity: true }).filter((number) => !Object.is(number, -0)),
      text,
      fc.array(tie('any'), { maxLength: 20 }),
      fc.dictionary(
        text.filter((key) => !['__proto__', 'constructor', 'prototype'].includes(key)),
        tie('any'),
        { maxKeys: 20, noNullPrototype: true },
      ),
    ),
  })).any
  fc.assert(
    fc.property(value, fc.nat(), (written, cut) => {
      const bytes = encode(written)
      expect(parseMsgpack(bytes)).toEqual(written)
      expect(() => parseMsgpack(bytes.subarray(0, cut % bytes.length))).toThrow(SourceTrouble)
    }),
    { numRuns: 150 },
  )
  const long = {
    bytes: new Uint8Array(70_000),
    at: new Date(5_000),
    list: Array.from({ length: 70_000 }, () => 'x'.repeat(40)),
  }
  expect(parseMsgpack(encode(long))).toMatchObject({ at: '1970-01-01T00:00:05.000Z', list: { length: 70_000 } })
})
