import type { ImportMapping, PreviewMapping, RowSide } from '#shared/model/import-mapping.ts'

/** The fields that the person assigns. */
export const assignable = ['text', 'role', 'time', 'conversation', 'model'] as const
export type Assignable = (typeof assignable)[number]

const blank: ImportMapping = {
  list: [],
  text: '',
  role: '',
  author: null,
  time: null,
  model: null,
  id: null,
  parent: null,
  sides: {},
  conversation: null,
  title: null,
  conversationId: null,
}

/** The list that is read, among those that a file holds. */
export function listOf(
  { lists }: PreviewMapping,
  mapping: ImportMapping | null,
): PreviewMapping['lists'][number] | null {
  const key = JSON.stringify(mapping?.list)
  return lists.find(({ list }) => JSON.stringify(list) === key) ?? lists[0] ?? null
}

/** The mapping for another of the lists: what was guessed for it, or nothing yet. */
export function mappingForList(list: PreviewMapping['lists'][number]): ImportMapping {
  return list.guess ?? { ...blank, list: list.list }
}

/** The mapping with one field meant otherwise; one field means one thing. */
export function assign(mapping: ImportMapping, what: Assignable, field: string | null): ImportMapping {
  const freed = Object.fromEntries(
    assignable
      .filter((other) => other !== what && mapping[other] === field && field !== null)
      .map((other) => [other, other === 'text' || other === 'role' ? '' : null]),
  )
  const next: ImportMapping = {
    ...mapping,
    ...freed,
    [what]: what === 'text' || what === 'role' ? (field ?? '') : field,
  }
  // Names and titles were guessed for the fields as they were.
  return {
    ...next,
    sides: next.role === mapping.role ? next.sides : {},
    author: next.author === next.role || next.author === next.text ? null : next.author,
    title: next.title === next.text || next.title === next.role ? null : next.title,
  }
}

/** The mapping with one speaker on another side. */
export function takeSide(mapping: ImportMapping, name: string, side: RowSide): ImportMapping {
  return { ...mapping, sides: { ...mapping.sides, [name]: side } }
}
