import type { SourceTime } from './source-time.ts'

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const form = /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/i

/** When a ULID was made: its first ten characters count milliseconds. Null for any other id. */
export function ulidTime(id: unknown): SourceTime | null {
  if (typeof id !== 'string' || !form.test(id)) return null
  let milliseconds = 0
  for (const character of id.slice(0, 10).toUpperCase()) milliseconds = milliseconds * 32 + alphabet.indexOf(character)
  const isSane = milliseconds > 0 && milliseconds < Date.UTC(2200, 0)
  return isSane ? { milliseconds, original: id, precision: 'millisecond', zoneKnown: true } : null
}
