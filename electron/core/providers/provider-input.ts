import { AppError } from '#core/errors.ts'

/** Headers that belong to the connection or to us; a person's own must not replace them. */
const reserved = new Set([
  'host',
  'connection',
  'content-length',
  'content-type',
  'transfer-encoding',
  'upgrade',
  'te',
  'trailer',
  'keep-alive',
  'expect',
  'accept-encoding',
  'cookie',
  'referer',
  'origin',
])

/** A key as it may stand in a header; throws INVALID_INPUT for one with spaces, line breaks or letters beyond ASCII. */
export function checkApiKey(text: string): string {
  const key = text.trim().replace(/^Bearer\s+/i, '')
  if (!/^[\x21-\x7e]+$/.test(key)) throw new AppError('INVALID_INPUT', { fields: ['apiKey'] })
  return key
}

/** Extra headers with lower-case names; throws INVALID_INPUT for names or values that HTTP or we do not allow. */
export function checkHeaders(headers: Readonly<Record<string, string>>): Record<string, string> {
  const checked: Record<string, string> = {}
  for (const [name, value] of Object.entries(headers)) {
    const lower = name.trim().toLowerCase()
    const isToken = /^[!#$%&'*+.^_`|~0-9a-z-]+$/.test(lower)
    const isReserved = reserved.has(lower) || lower.startsWith('proxy-') || lower.startsWith('sec-')
    if (!isToken || isReserved || !/^[\x20-\x7e]*$/.test(value)) {
      throw new AppError('INVALID_INPUT', { fields: ['headers'] })
    }
    checked[lower] = value.trim()
  }
  return checked
}
