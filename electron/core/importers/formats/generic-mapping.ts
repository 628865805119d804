import type { ImportMapping } from '#shared/model/import-mapping.ts'
import { fieldOf, guessFields, type RowFields } from './generic-fields.ts'
import { scalarText } from '../reading/scalar-text.ts'
import { isObject, type UntrustedObject } from '../untrusted.ts'

const titles = ['title', 'topic', 'thread_title', 'subject', 'name', '标题', '標題']
const conversations =
  'conversation_id conversationId conversation thread_id threadId session_id sessionId chat_id chatId chat dialog_id dialogue_id 会话 对话 會話 對話'.split(
    ' ',
  )
const conversationIds = ['id', 'uuid', '_id', ...conversations]

const lookedAt = 20_000
const rowsOfList = 50
const rowsOfPath = 1_000
const members = 200

/** A list of objects in a file: the way to it, the first of its rows, and the objects that hold it. */
export type FoundList = {
  readonly list: readonly string[]
  readonly rows: UntrustedObject[]
  readonly holders: UntrustedObject[]
  count: number
}

/**
 * Guesses how a value, or a sample of it, holds conversations: the lists with the most rows that have a speaker and
 * words. Null where there are none. Looks at no more than a bounded number of values.
 */
export function guessMapping(root: unknown): ImportMapping | null {
  for (const found of findLists(root)) {
    const mapping = mappingOfList(found)
    if (mapping) return mapping
  }
  return null
}

/** Guesses what the rows of one list mean; null where they are no messages. */
export function mappingOfList({ list, rows, holders }: FoundList): ImportMapping | null {
  const fields = guessFields(rows)
  if (!fields) return null
  const isHeld = list.length > 0
  const mixed = isHeld ? null : (conversations.find((path) => repeats(rows, path)) ?? null)
  return {
    list,
    ...fields,
    conversation: mixed,
    title:
      titleField(isHeld ? holders : mixed === null ? [] : rows, fields) ??
      (mixed !== null && !isId(mixed) ? mixed : null),
    conversationId: conversationIds.find((path) => holders.some((holder) => scalarText(holder[path]) !== null)) ?? null,
  }
}

/** Lists of objects by the way that leads to them, those with the most rows first. */
export function findLists(root: unknown): FoundList[] {
  const found = new Map<string, FoundList>()
  const waiting: { value: unknown; path: readonly string[]; holder: UntrustedObject | null }[] = [
    { value: root, path: [], holder: null },
  ]
  // Grows while it is walked, so that what lies near the outside is looked at first.
  for (const { value, path, holder } of waiting) {
    if (waiting.length > lookedAt) break
    if (Array.isArray(value)) {
      const items = value.slice(0, rowsOfList)
      addRows(found, path, items.filter(isObject), value.length, holder)
      waiting.push(...items.filter(isNested).map((item) => ({ value: item, path: [...path, '*'], holder: null })))
    } else if (isObject(value)) {
      const inner = Object.entries(value)
        .slice(0, members)
        .filter(([, member]) => isNested(member))
      waiting.push(...inner.map(([key, member]) => ({ value: member, path: [...path, key], holder: value })))
    }
  }
  return [...found.values()].toSorted((left, right) => right.count - left.count)
}

function addRows(
  found: Map<string, FoundList>,
  list: readonly string[],
  rows: readonly UntrustedObject[],
  count: number,
  holder: UntrustedObject | null,
): void {
  if (rows.length === 0) return
  const key = JSON.stringify(list)
  const known = found.get(key) ?? { list, rows: [], holders: [], count: 0 }
  if (known.rows.length < rowsOfPath) known.rows.push(...rows)
  if (holder && known.holders.length < rowsOfPath) known.holders.push(holder)
  known.count += count
  found.set(key, known)
}

function titleField(holders: readonly UntrustedObject[], fields: RowFields): string | null {
  const used = new Set([fields.text, fields.role, fields.author])
  const hasTitle = (path: string) => holders.some((holder) => typeof fieldOf(holder, path) === 'string')
  return titles.find((path) => !used.has(path) && hasTitle(path)) ?? null
}

function repeats(rows: readonly UntrustedObject[], path: string): boolean {
  const values = rows.map((row) => scalarText(fieldOf(row, path)))
  return !values.includes(null) && new Set(values).size < values.length
}

function isId(path: string): boolean {
  return /id$/i.test(path)
}

function isNested(value: unknown): boolean {
  return typeof value === 'object' && value !== null
}
