import { parseSourceTime, type SourceTime } from './source-time.ts'
import { isObject } from '../untrusted.ts'

/** A time as a source told it, or as MongoDB writes one in JSON: `{ $date: { $numberLong: '…' } }`, `{ $date: '…' }`. */
export function parseMongoTime(value: unknown): SourceTime | null {
  const date = isObject(value) ? value['$date'] : value
  return parseSourceTime(isObject(date) ? date['$numberLong'] : date)
}
