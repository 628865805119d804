import type { Sample } from '../importer.ts'
import { asObject, type UntrustedObject } from '../untrusted.ts'

/**
 * What a sample shows of the records in a JSON file, to look at them all by the same marks: an item of a list, one
 * member of an object that stands alone, or all its members.
 */
export function sampledRecords(sample: Sample): readonly UntrustedObject[] {
  if (sample.kind === 'outline') return [sample.members]
  if (sample.kind !== 'json') return []
  const item = asObject(sample.item)
  return sample.key === null ? [item] : [item, { [sample.key]: sample.item }]
}
