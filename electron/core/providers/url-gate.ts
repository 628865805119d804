import { AppError } from '#core/errors.ts'
import { reachOfHost } from './addresses.ts'

const longest = 2_048

/**
 * The one gate for provider base URLs. Answers the normal form without a trailing slash; throws URL_REFUSED. Plain
 * http passes to this machine and its private networks, and elsewhere only with `allowClearText`.
 */
export function checkBaseUrl(text: string, allowClearText: boolean): string {
  const trimmed = text.trim()
  if (trimmed.length > longest) throw new AppError('URL_REFUSED', { reason: 'too-long' })
  // The parser drops tabs and line breaks and turns backslashes into slashes: what was typed would not be what is used.
  if (/[\p{Cc}\p{Cf}\s\\]/u.test(trimmed)) throw new AppError('URL_REFUSED', { reason: 'malformed' })
  const url = URL.parse(trimmed)
  if (!url) throw new AppError('URL_REFUSED', { reason: 'malformed' })
  if (url.protocol !== 'https:' && url.protocol !== 'http:') throw new AppError('URL_REFUSED', { reason: 'scheme' })
  if (!/^https?:\/\/[^/]/i.test(trimmed)) throw new AppError('URL_REFUSED', { reason: 'malformed' })
  if (url.username !== '' || url.password !== '') throw new AppError('URL_REFUSED', { reason: 'credentials' })
  if (url.hash !== '') throw new AppError('URL_REFUSED', { reason: 'malformed' })
  const reach = reachOfHost(url.hostname)
  if (reach === 'blocked') throw new AppError('URL_REFUSED', { reason: 'blocked-address' })
  if (url.protocol === 'http:' && reach === 'public' && !allowClearText) {
    throw new AppError('URL_REFUSED', { reason: 'clear-text' })
  }
  const normal = `${url.origin}${url.pathname.replace(/\/+$/, '')}${url.search}`
  if (normal.length > longest) throw new AppError('URL_REFUSED', { reason: 'too-long' })
  return normal
}
