import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { classifyRefusal, failureOf, failureOfFinish, ProviderFailure, refusalDetail } from '#core/providers/failure.ts'
import { NetworkError } from '#core/providers/network-error.ts'
import { redact } from '#core/providers/redact.ts'
import { FailureCode } from '#shared/model/message.ts'

const Refusal = z.object({
  who: z.string(),
  code: FailureCode,
  status: z.int().nullable(),
  body: z.unknown().optional(),
})

/** Answers in the wording of the makers themselves: who, status, body, and what it must be read as. */
const refusals = readFileSync(new URL('./refusals.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => Refusal.parse(JSON.parse(line)))

describe('what a refusal means', () => {
  test.each(refusals)('$who, status $status, is $code', ({ status, body, code }) => {
    expect(classifyRefusal({ status, body })).toBe(code)
  })

  test('a cut reply is told from an ended one by its finish reason', () => {
    expect(failureOfFinish('content_filter')).toBe('content-refused')
    expect(failureOfFinish('sensitive')).toBe('content-refused')
    expect(failureOfFinish('insufficient_system_resource')).toBe('provider-error')
    for (const ordinary of ['stop', 'length', 'eos', null]) expect(failureOfFinish(ordinary)).toBeNull()
  })
})

describe("a provider's own words", () => {
  test('are cut to 300 characters, without line breaks', () => {
    const detail = refusalDetail({ status: 400, body: { message: `one\n two ${'x'.repeat(500)}` } }, [])
    expect(detail).toHaveLength(300)
    expect(detail?.startsWith('one two x')).toBe(true)
  })

  test('never repeat the key, whole or in pieces, nor any other key', () => {
    const key = 'canary-9f31a7c2d4e85b60'
    const body = {
      error: {
        message: `Key ${key} refused (${key.slice(0, 12)}…${key.slice(-10)}); Bearer abc.def.ghi; sk-proj-12345678; see https://u:p4ss@proxy/`,
      },
    }
    const detail = refusalDetail({ status: 401, body }, [key]) ?? ''
    for (const secret of [key, key.slice(0, 12), key.slice(-10), 'abc.def.ghi', 'sk-proj-12345678', 'p4ss']) {
      expect(detail).not.toContain(secret)
    }
    expect(detail).toContain('refused')
  })

  test('stay readable when a header value is a common word', () => {
    expect(redact('the model is on', ['on', 'the', ''])).toBe('the model is on')
    expect(redact('not abc123 today', ['abc123'])).toBe('not […] today')
  })
})

describe('errors on the way', () => {
  test.each([
    ['unreachable', 'no-network'],
    ['proxy', 'proxy-failed'],
    ['tls', 'tls-failed'],
    ['timeout', 'timeout'],
    ['too-large', 'malformed-stream'],
    ['redirect', 'provider-error'],
  ] as const)('%s is told as %s even when it is wrapped', (problem, code) => {
    expect(failureOf(new Error('outer', { cause: new NetworkError(problem) }), []).code).toBe(code)
  })

  test('what was already named keeps its name, and what is unknown says so', () => {
    expect(failureOf(new ProviderFailure('quota', 'words'), [])).toMatchObject({ code: 'quota', detail: 'words' })
    expect(failureOf(new RangeError('private words'), [])).toMatchObject({ code: 'unknown', detail: null })
  })

  test('a chain of causes that bites its tail ends', () => {
    const error = new Error('loop')
    error.cause = error
    expect(failureOf(error, []).code).toBe('unknown')
  })
})
