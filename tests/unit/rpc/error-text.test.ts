import { ORPCError } from '@orpc/client'
import i18next from 'i18next'
import { describe, expect, it } from 'vitest'
import { errorCode, errorText, failureText } from '#renderer/rpc/error-text.ts'
import { LineLostError } from '#renderer/rpc/line.ts'
import { UploadError } from '#renderer/rpc/upload.ts'
import { errorMap } from '#shared/contract/errors.ts'
import { languages } from '#shared/languages.ts'
import { FailureCode } from '#shared/model/message.ts'
import en from '#locales/en/errors.json' with { type: 'json' }
import hans from '#locales/zh-Hans/errors.json' with { type: 'json' }
import hant from '#locales/zh-Hant/errors.json' with { type: 'json' }

await i18next.init({
  lng: 'en',
  fallbackLng: false,
  interpolation: { escapeValue: false },
  resources: { en: { errors: en }, 'zh-Hans': { errors: hans }, 'zh-Hant': { errors: hant } },
})

const samples: Record<string, unknown> = {
  logId: 'k3-41',
  retryAfterMs: 4_200,
  from: 'https://one.example',
  to: 'https://two.example',
  reason: 'scheme',
  problem: 'quota',
  fields: ['name'],
  entity: 'companion',
  state: 'in-use',
  most: 40,
}

describe.each(languages)('errors in %s', (language) => {
  const t = i18next.getFixedT(language, 'errors')

  it.each(Object.keys(errorMap))('%s is told in words, with its numbers and names filled in', (code) => {
    const words = errorText(t, new ORPCError(code, { defined: true, data: samples }))
    expect(words).not.toContain('{{')
    expect(words).not.toContain(code)
    expect(words.length).toBeGreaterThan(8)
  })

  it.each(FailureCode.options)('a reply that failed with %s says what to do next', (failure) => {
    expect(failureText(t, failure)).not.toMatch(/[{}]|failure\./)
  })
})

it('counts down whole seconds, never zero', () => {
  const t = i18next.getFixedT('en', 'errors')
  expect(errorText(t, new ORPCError('TRY_LATER', { defined: true, data: { retryAfterMs: 4_200 } }))).toContain(
    '5 seconds',
  )
  expect(errorText(t, new ORPCError('TRY_LATER', { defined: true, data: { retryAfterMs: 1 } }))).toContain('1 second.')
})

it('never shows the message of an error that nobody declared', () => {
  const t = i18next.getFixedT('en', 'errors')
  expect(errorCode(new Error('/home/her/secret'))).toBe('INTERNAL')
  expect(errorText(t, new Error('/home/her/secret'))).not.toContain('secret')
  expect(errorCode(new LineLostError())).toBe('LINE_LOST')
  expect(errorCode(new UploadError(423))).toBe('VAULT_LOCKED')
})
