/** A number or a text that says something, as text; null for everything else. Ids and times come as either. */
export function scalarText(value: unknown): string | null {
  if (typeof value === 'number' || typeof value === 'bigint') return String(value)
  return typeof value === 'string' && value !== '' ? value : null
}
