import { expect, it } from 'vitest'
import { parseHeaderLines } from '#renderer/features/settings/header-lines.ts'

it('keeps a value with colons whole', () => {
  expect(parseHeaderLines('HTTP-Referer: https://example.com:8080/a')).toEqual({
    'HTTP-Referer': 'https://example.com:8080/a',
  })
})

it('takes a full-width colon from a Chinese keyboard, and skips empty lines', () => {
  expect(parseHeaderLines('\n X-Title：念念 \n\nX-Two: b')).toEqual({ 'X-Title': '念念', 'X-Two': 'b' })
})

it('refuses a line that is no header rather than dropping it', () => {
  expect(parseHeaderLines('X-Fine: yes\njust words')).toBeNull()
  expect(parseHeaderLines('Bad Name: x')).toBeNull()
})
