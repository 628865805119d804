import { createHash } from 'node:crypto'

/** A short stable name for a value without an id of its own. */
export function fingerprint(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 32)
}
