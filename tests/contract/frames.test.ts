import fc from 'fast-check'
import { expect, it } from 'vitest'
import { createRpc, isDeeperThan } from '#core/rpc.ts'
import { createTestApp } from '#tests/helpers/test-app.ts'

function depthOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0
  return 1 + Math.max(0, ...Object.values(value).map(depthOf))
}

it('measures depth as a parser would, whatever brackets and quotes the text holds', () => {
  const agrees = fc.property(fc.jsonValue({ maxDepth: 8 }), fc.nat(8), (value, limit) => {
    return isDeeperThan(JSON.stringify(value), limit) === depthOf(value) > limit
  })
  expect(fc.check(agrees).counterexample).toBeNull()
  expect(isDeeperThan(JSON.stringify(['[[[', ']"[', '\\"[[', '\\\\']), 1)).toBe(false)
})

it('never rejects, throws or leaks an error text, whatever a frame says', async () => {
  await using test = await createTestApp()
  const rpc = createRpc(test.app.router)
  const envelope = fc.record(
    {
      i: fc.oneof(fc.string(), fc.integer()),
      t: fc.integer({ min: 0, max: 5 }),
      p: fc.oneof(
        fc.jsonValue(),
        fc.record({
          u: fc.constantFrom('/system/info', '/vault/unlock', '/system/setPreferences', '/__proto__', '/', 'x:', '//a'),
          b: fc.jsonValue(),
          h: fc.dictionary(fc.string(), fc.string()),
          m: fc.constantFrom('GET', 'POST', 'DELETE', ''),
        }),
      ),
    },
    { requiredKeys: [] },
  )
  const frame = fc.oneof(
    fc.string({ unit: 'binary' }),
    envelope.map((value) => JSON.stringify(value)),
    fc.constantFrom(null, undefined, 7, {}, new Uint8Array(3)),
  )
  const holds = fc.asyncProperty(frame, async (hostile) => {
    const answers: string[] = []
    const peer = rpc.connect({ send: (text) => void answers.push(text), refuse: () => {} })
    await peer.receive(hostile)
    peer.end()
    return answers.every((text) => !text.includes('    at ') && !text.includes(import.meta.dirname))
  })
  expect((await fc.check(holds, { numRuns: 500 })).counterexample).toBeNull()
  expect(test.app.vault.session()).toBeNull()
})
