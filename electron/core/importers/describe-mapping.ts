import type { ImportMapping, PreviewMapping, RowSide } from '#shared/model/import-mapping.ts'
import { spokenText } from '#shared/model/part.ts'
import type { SourceFile } from './files/source-files.ts'
import { fieldOf, sideOf } from './formats/generic-fields.ts'
import { rowGroups } from './formats/generic-groups.ts'
import { findLists, mappingOfList, type FoundList } from './formats/generic-mapping.ts'
import { sampleValue } from './formats/generic.ts'
import type { NeutralConversation } from './neutral.ts'
import { scalarText } from './reading/scalar-text.ts'
import { isObject, type UntrustedObject } from './untrusted.ts'

type Described = Pick<PreviewMapping, 'mapping' | 'lists' | 'speakers'>

const shownLists = 8
const shownFields = 40
const shownRows = 5
const shownSpeakers = 50
const shownMessages = 6
const cellLength = 160
const wordsLength = 400
const deepest = 4

/** Tells how a file of no known app is read, by the person's mapping or a guess, and shows its first rows. Throws SourceTrouble. */
export async function describeMapping(file: SourceFile, corrected: ImportMapping | null): Promise<Described> {
  const root = await sampleValue(file)
  const found = findLists(root)
  const guessed = found.flatMap((list) => mappingOfList(list) ?? [])
  const mapping = corrected ?? guessed[0] ?? null
  const isRead = ({ list }: FoundList) => JSON.stringify(list) === JSON.stringify(mapping?.list)
  const shown = [...found.filter(isRead), ...found.filter((list) => !isRead(list))].slice(0, shownLists)
  return { mapping, lists: shown.map(describeList), speakers: mapping ? speakersOf(root, mapping) : [] }
}

/** Shows how a conversation begins, as it would come in. */
export function firstMessages({ nodes }: NeutralConversation): PreviewMapping['first'] {
  return nodes.slice(0, shownMessages).map(({ role, author, parts, createdAt }) => ({
    role,
    author: author?.slice(0, cellLength) ?? null,
    text: spokenText(parts).slice(0, wordsLength),
    createdAt: createdAt?.milliseconds ?? null,
  }))
}

function describeList(found: FoundList): PreviewMapping['lists'][number] {
  const { list, rows } = found
  const fields = [...new Set(rows.flatMap((row) => [...fieldsOf(row)]))].slice(0, shownFields)
  return {
    list,
    fields,
    rows: rows.slice(0, shownRows).map((row) => fields.map((path) => cellOf(fieldOf(row, path)))),
    guess: mappingOfList(found),
  }
}

/** Everything in a row that holds one value, or a list that may be a message's parts. */
function* fieldsOf(row: UntrustedObject, before = '', depth = 0): Generator<string, void, void> {
  for (const [name, value] of Object.entries(row)) {
    if (isObject(value) && depth < deepest) yield* fieldsOf(value, `${before}${name}.`, depth + 1)
    else yield `${before}${name}`
  }
}

function cellOf(value: unknown): string | null {
  if (value === undefined || value === null) return null
  const text = typeof value === 'string' ? value : (scalarText(value) ?? JSON.stringify(value))
  return text.length > cellLength ? `${text.slice(0, cellLength)}…` : text
}

function speakersOf(root: unknown, mapping: ImportMapping): PreviewMapping['speakers'] {
  const counts = new Map<string, number>()
  for (const { rows } of rowGroups(root, mapping)) {
    for (const row of rows) {
      const said = isObject(row) ? fieldOf(row, mapping.role) : null
      if (typeof said !== 'boolean' && (typeof said !== 'string' || said.trim() === '')) continue
      counts.set(String(said), (counts.get(String(said)) ?? 0) + 1)
    }
  }
  const sideIn = (name: string): RowSide => mapping.sides[name] ?? sideOf(name)
  return [...counts]
    .map(([name, messages]) => ({ name, messages, side: sideIn(name) }))
    .toSorted((left, right) => right.messages - left.messages)
    .slice(0, shownSpeakers)
}
