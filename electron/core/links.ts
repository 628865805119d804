import { AppError } from './errors.ts'

const schemes = new Set(['https:', 'http:', 'mailto:'])
const longest = 2_048

/**
 * The one gate for links that leave the app: https, http and mailto, no credentials, at most 2,048 characters, no
 * control characters. Answers the URL in its normal form (host in punycode); throws URL_REFUSED.
 */
export function checkLink(text: string): string {
  if (text.length > longest) throw new AppError('URL_REFUSED', { reason: 'too-long' })
  // The URL parser silently drops tabs and line breaks and trims spaces; a link that needs that is not what it shows.
  if (hasHiddenCharacter(text) || text !== text.trim()) throw new AppError('URL_REFUSED', { reason: 'malformed' })
  const url = URL.parse(text)
  if (!url) throw new AppError('URL_REFUSED', { reason: 'malformed' })
  if (!schemes.has(url.protocol)) throw new AppError('URL_REFUSED', { reason: 'scheme' })
  if (url.username !== '' || url.password !== '') throw new AppError('URL_REFUSED', { reason: 'credentials' })
  if (url.protocol !== 'mailto:' && url.hostname === '') throw new AppError('URL_REFUSED', { reason: 'malformed' })
  if (url.href.length > longest) throw new AppError('URL_REFUSED', { reason: 'too-long' })
  return url.href
}

/** Control and text-direction characters make a link read differently from where it leads. */
function hasHiddenCharacter(text: string): boolean {
  return /[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/u.test(text)
}
