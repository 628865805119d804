import { asList, isObject, type UntrustedObject } from '../untrusted.ts'

/** The messages of a list. One that is no object has its value as its content; a missing one says nothing. */
export function messageRows(list: unknown): UntrustedObject[] {
  return asList(list).flatMap((row) => {
    if (row === null || row === undefined) return []
    return [isObject(row) ? row : { content: row }]
  })
}
