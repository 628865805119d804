import type { ImportMapping } from '#shared/model/import-mapping.ts'
import { fieldOf } from './generic-fields.ts'
import { scalarText } from '../reading/scalar-text.ts'
import { asText, isObject, type UntrustedObject } from '../untrusted.ts'

/** The rows of one conversation as they lie in a file, with what stands beside and around them. */
export type RowGroup = {
  readonly rows: readonly unknown[]
  readonly id: string | null
  readonly title: string | null
  readonly raw: UntrustedObject
}

type Place = { readonly value: unknown; readonly depth: number; readonly around: readonly UntrustedObject[] }

/** All conversations that a mapping finds in a value, in order. What stands around several is kept with the first. */
export function rowGroups(root: unknown, mapping: ImportMapping): RowGroup[] {
  const { list } = mapping
  if (list.length === 0) return Array.isArray(root) ? flatGroups(root, mapping) : []
  const groups: RowGroup[] = []
  const told = new Set<UntrustedObject>()
  const waiting: Place[] = [{ value: root, depth: 0, around: [] }]
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { value, depth, around } = next
    const step = list[depth]
    if (step === undefined) {
      if (!Array.isArray(value)) continue
      const untold = around.filter((one) => !told.has(one))
      for (const one of untold) told.add(one)
      groups.push(heldGroup(value, around.at(-1) ?? {}, untold, mapping))
    } else if (Array.isArray(value)) {
      if (step === '*') for (const item of value.toReversed()) waiting.push({ value: item, depth: depth + 1, around })
    } else if (isObject(value)) {
      const { [step]: inner, ...beside } = value
      waiting.push({ value: inner, depth: depth + 1, around: [...around, beside] })
    }
  }
  return groups
}

function heldGroup(
  rows: readonly unknown[],
  beside: UntrustedObject,
  untold: readonly UntrustedObject[],
  { title, conversationId }: ImportMapping,
): RowGroup {
  return {
    rows,
    id: conversationId === null ? null : scalarText(beside[conversationId]),
    title: title === null ? null : asText(beside[title]),
    raw: Object.assign({}, ...untold),
  }
}

/** A list that mixes conversations is parted by the field that tells them apart. */
function flatGroups(rows: readonly unknown[], { conversation, title }: ImportMapping): RowGroup[] {
  if (conversation === null) return [{ rows, id: null, title: null, raw: {} }]
  const groups = new Map<
    string | null,
    { rows: unknown[]; id: string | null; title: string | null; raw: UntrustedObject }
  >()
  for (const row of rows) {
    const id = isObject(row) ? scalarText(fieldOf(row, conversation)) : null
    const called = title !== null && isObject(row) ? asText(fieldOf(row, title)) : null
    const group = groups.get(id)
    if (group) {
      group.rows.push(row)
      group.title ??= called
    } else groups.set(id, { rows: [row], id, title: called, raw: {} })
  }
  return [...groups.values()]
}
