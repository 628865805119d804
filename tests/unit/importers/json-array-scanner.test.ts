import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createJsonScanner, type ScanOptions, type ScanProblem } from '#core/importers/files/json-array-scanner.ts'

type Scan = { values: unknown[]; keys: (string | null)[]; problems: ScanProblem['code'][] }

function scan(text: string | Buffer, cuts: readonly number[] = [], options: ScanOptions = {}): Scan {
  const bytes = Buffer.from(text)
  const scanner = createJsonScanner(options)
  const result: Scan = { values: [], keys: [], problems: [] }
  const take = (found: ReturnType<typeof scanner.push>) => {
    for (const one of found) {
      if ('problem' in one) result.problems.push(one.problem.code)
      else {
        result.values.push(one.item.value)
        result.keys.push(one.item.key)
      }
    }
  }
  const edges = [
    0,
    ...cuts.map((cut) => cut % (bytes.length + 1)).toSorted((left, right) => left - right),
    bytes.length,
  ]
  for (let index = 1; index < edges.length; index += 1)
    take(scanner.push(bytes.subarray(edges[index - 1], edges[index])))
  take(scanner.end())
  return result
}

function everyByte(text: string): number[] {
  return Array.from({ length: Buffer.byteLength(text) }, (_, index) => index)
}

/** JSON.parse makes `__proto__` an own key; those keys are dropped by design, so they stay out of the comparison. */
const json = fc
  .jsonValue({ depthSize: 'medium' })
  .filter((value) => !/__proto__|constructor|prototype/.test(JSON.stringify(value)))
const space = fc.constantFrom('', ' ', '\n', '\t\r\n ')

describe('createJsonScanner', () => {
  test('yields exactly what JSON.parse yields for any array, cut anywhere', () => {
    fc.assert(
      fc.property(
        fc.array(json),
        fc.array(fc.nat()),
        fc.constantFrom(0, 1, 2),
        space,
        (values, cuts, indent, around) => {
          const text = around + JSON.stringify(values, null, indent) + around
          expect(scan(text, cuts)).toEqual({ values: JSON.parse(text), keys: values.map(() => null), problems: [] })
        },
      ),
      { numRuns: 500 },
    )
  })

  test('yields exactly the members of any object, cut anywhere', () => {
    const keys = fc.string().filter((key) => !/__proto__|constructor|prototype/.test(key))
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.tuple(keys, json), { selector: ([key]) => key }),
        fc.array(fc.nat()),
        (entries, cuts) => {
          const text = `{${entries.map(([key, value]) => `${JSON.stringify(key)} : ${JSON.stringify(value)}`).join(' , ')}}`
          const result = scan(text, cuts)
          expect(result.problems).toEqual([])
          expect(result.keys.map((key, index) => [key, result.values[index]])).toEqual(
            entries.map(([key, value]) => [key, JSON.parse(JSON.stringify(value))]),
          )
        },
      ),
    )
  })

  test('reads the same one byte at a time, through escapes, emoji and nested quotes', () => {
    const text = JSON.stringify([
      { a: '\\"]}', b: ['😂', '念念', '\u2028', '\\\\'] },
      '"',
      1.5e-7,
      null,
      true,
      [[]],
      {},
    ])
    expect(scan(text, everyByte(text)).values).toEqual(JSON.parse(text))
  })

  test('reports a problem exactly when JSON.parse refuses the text, and never throws', () => {
    const broken = fc
      .tuple(
        fc.array(json, { minLength: 1 }),
        fc.nat(),
        fc.constantFrom('', ',', ']', '}', '"', '\\', '[', ':', 'x', '\u0000'),
      )
      .map(([values, at, mark]) => {
        const text = JSON.stringify(values)
        const place = at % text.length
        return text.slice(0, place) + mark + text.slice(place + 1)
      })
    fc.assert(
      fc.property(broken, fc.array(fc.nat()), (text, cuts) => {
        let valid = true
        try {
          valid = Array.isArray(JSON.parse(text)) || /^\s*\{/.test(text)
        } catch {
          valid = false
        }
        expect(scan(text, cuts).problems.length === 0).toBe(valid)
      }),
      { numRuns: 2_000 },
    )
  })

  test('survives arbitrary bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array(), fc.array(fc.nat()), (bytes, cuts) => {
        const result = scan(Buffer.from(bytes), cuts)
        expect(result.values.length + result.problems.length).toBeGreaterThan(0)
      }),
    )
  })

  test('keeps the whole items of a torn file and says that it is torn', () => {
    const text = JSON.stringify([{ a: 1 }, { b: 'two' }, { c: [3] }])
    for (let length = 1; length < text.length; length += 1) {
      const result = scan(text.slice(0, length))
      expect(result.problems).toEqual(['truncated'])
      expect(result.values).toEqual([{ a: 1 }, { b: 'two' }, { c: [3] }].slice(0, result.values.length))
    }
    expect(scan(text.slice(0, -1)).values).toHaveLength(3)
  })

  test('goes on after an item that is too deep, too large or malformed', () => {
    const deep = '['.repeat(70) + ']'.repeat(70)
    expect(scan(`[1,${deep},2]`)).toMatchObject({ values: [1, 2], problems: ['too-deep'] })
    expect(scan(`[1,"${'x'.repeat(100)}",2]`, [5, 50], { maxItemBytes: 50 })).toMatchObject({
      values: [1, 2],
      problems: ['too-large'],
    })
    expect(scan('[1,{"a":nope},2]')).toMatchObject({ values: [1, 2], problems: ['malformed'] })
  })

  test('does not run out of stack on five million brackets', () => {
    expect(scan('['.repeat(5_000_000)).problems).toEqual(['truncated'])
    expect(scan(`[${'['.repeat(5_000_000)}${']'.repeat(5_000_000)},7]`)).toMatchObject({
      values: [7],
      problems: ['too-deep'],
    })
  })

  test('drops keys that could reach a prototype, however they are spelled', () => {
    const text = String.raw`[{"a":{"__proto__":{"x":1},"constructor":2,"prototype":3,"b":4}},{"\u005f_proto__":5,"const\u0072uctor":6,"c":7}]`
    expect(scan(text).values).toEqual([{ a: { b: 4 } }, { c: 7 }])
    expect(Object.hasOwn(Object.prototype, 'x')).toBe(false)
  })

  test('keeps text that only mentions those words', () => {
    const value = { text: 'the "constructor" and __proto__ of things', list: ['prototype'] }
    expect(scan(JSON.stringify([value])).values).toEqual([value])
  })

  test('cuts the named list of an outermost object into its items', () => {
    const result = scan('{"version":1,"conversations":[{"a":1},{"b":2}],"x":[1]}', [], { descend: ['conversations'] })
    expect(result).toEqual({
      values: [1, { a: 1 }, { b: 2 }, [1]],
      keys: ['version', 'conversations', 'conversations', 'x'],
      problems: [],
    })
  })

  test('says of damaged characters that they are damaged', () => {
    const bytes = Buffer.concat([Buffer.from('["'), Buffer.from([0xff, 0xfe]), Buffer.from('",1]')])
    expect(scan(bytes)).toMatchObject({ values: ['\ufffd\ufffd', 1], problems: ['not-utf8'] })
  })
})
