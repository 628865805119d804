import type { ForeignDatabase, ForeignRow } from '#core/store/foreign-database.ts'
import { parseJsonLine } from '../files/json-lines.ts'
import type { NeutralAsset, NeutralNode } from '../neutral.ts'
import type { Entry } from '../reading/entry-tree.ts'
import { messageRows } from '../reading/message-rows.ts'
import { asObject, asText, isObject, type UntrustedObject } from '../untrusted.ts'
import { readBlock, readMessage } from './cherry-studio-message.ts'
import { partsOfPart } from './cherry-studio-parts.ts'

/** Finds what a message points to. */
export type FindAsset = (pointer: string) => NeutralAsset | undefined

/** The rows of a table by their ids; none where there is no such table. */
export function rowsById(database: ForeignDatabase, table: string): Map<string | null, ForeignRow> {
  return new Map(database.tables.has(table) ? [...database.rows(table)].map((row) => [asText(row['id']), row]) : [])
}

/** Where the rows of a table lie that name the same in a column, in the order they came in. */
export function placesOf(database: ForeignDatabase, table: string, column: string): Map<string | null, number[]> {
  const places = new Map<string | null, number[]>()
  for (const [place, value] of database.column(table, column)) {
    const name = asText(value)
    const known = places.get(name)
    if (known) known.push(place)
    else places.set(name, [place])
  }
  return places
}

/** Reads a message whose content lies in parts, or in the blocks of before there were any. */
export function readRow({ id, parentId, value }: Entry<UntrustedObject>, assistant: string | null): NeutralNode {
  const { data, ...message } = value
  const { parts, blocks } = asObject(data)
  const isNew = Array.isArray(parts)
  const entry = { id, parentId, value: isObject(data) ? message : value }
  const node = readMessage(entry, messageRows(isNew ? parts : blocks), assistant, isNew ? partsOfPart : readBlock)
  return value['deleted_at'] ? { ...node, hidden: true } : node
}

/** What a column holds that may be JSON. */
export function json(value: unknown): unknown {
  if (typeof value !== 'string') return value
  const parsed = parseJsonLine(Buffer.from(value))
  return 'value' in parsed ? parsed.value : value
}
