import type { UntrustedObject } from '../untrusted.ts'

/** The members of an object but for some, which are read elsewhere. */
export function membersBeside(value: UntrustedObject, names: readonly string[]): UntrustedObject {
  return Object.fromEntries(Object.entries(value).filter(([name]) => !names.includes(name)))
}
