import type { Part } from '#shared/model/part.ts'
import type { UntrustedObject } from '../untrusted.ts'
import { withoutSecrets } from './without-secrets.ts'

/**
 * What a message says beside its parts: all of it but the `words` fields whose text stands there exactly, and without
 * secrets.
 */
export function rawBeside(message: UntrustedObject, parts: readonly Part[], words: readonly string[]): unknown {
  const told = (value: unknown) =>
    value === '' || parts.some((part) => (part.kind === 'text' || part.kind === 'thought') && part.text === value)
  return withoutSecrets(
    Object.fromEntries(Object.entries(message).filter(([key, value]) => !(words.includes(key) && told(value)))),
  )
}
