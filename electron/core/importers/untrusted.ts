/** An object parsed from somebody else's JSON. */
export type UntrustedObject = { readonly [key: string]: unknown }

/** Whether a value is a plain JSON object, so that its members may be looked at. */
export function isObject(value: unknown): value is UntrustedObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The object, or an empty one, so that missing members read as undefined. */
export function asObject(value: unknown): UntrustedObject {
  return isObject(value) ? value : {}
}

/** The list, or an empty one. */
export function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

/** A text that says something, or null. */
export function asText(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null
}

/** A finite number, or null. */
export function asNumber(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null
}
