import type { ImportMapping, RowSide } from '#shared/model/import-mapping.ts'
import { roleOfName } from '../reading/role-names.ts'
import { parseSourceTime } from '../reading/source-time.ts'
import { scalarText } from '../reading/scalar-text.ts'
import { isObject, type UntrustedObject } from '../untrusted.ts'

/** Which fields of a row mean what. */
export type RowFields = Pick<ImportMapping, 'text' | 'role' | 'author' | 'time' | 'model' | 'id' | 'parent' | 'sides'>

const texts =
  'content text message mes msg body value parts message.content message.text 内容 消息 消息内容 文本 內容 訊息'.split(
    ' ',
  )
const roles = ['role', 'author.role', 'message.role', 'message.author.role', 'sender.role', 'is_user', 'isUser', '角色']
const people =
  'sender speaker author from who user username name sender.name author.name from.name user.name sender_name senderName 发送者 发送人 发言人 说话人 昵称 發送者 發送人 暱稱'.split(
    ' ',
  )
const names = [
  'name',
  'author',
  'sender',
  'speaker',
  'username',
  'author.name',
  'sender.name',
  'from.name',
  'user.name',
]
const models = [
  'model',
  'model_slug',
  'model_name',
  'modelName',
  'message.model',
  'metadata.model_slug',
  'metadata.model',
]
const ids = ['id', 'message_id', 'messageId', 'msg_id', 'uuid', '_id']
const parents = ['parent_id', 'parentId', 'parent', 'parentMessageId', 'parent_message_id', 'parent_uuid']
const times = /time|date|_at$|[a-z]At$|^at$|^ts$|created|时间|日期|時間/i

const enough = 0.6
const fewestRows = 2
const mostSides = 50

/** What a row says under a name, with dots for what is nested; names are told in any case. */
export function fieldOf(row: UntrustedObject, path: string): unknown {
  if (path in row) return row[path]
  let value: unknown = row
  for (const name of path.split('.')) {
    if (!isObject(value)) return undefined
    const holder: UntrustedObject = value
    const key = name in holder ? name : Object.keys(holder).find((other) => other.toLowerCase() === name.toLowerCase())
    value = key === undefined ? undefined : holder[key]
  }
  return value
}

/** Guesses what the fields of some rows mean; null where they are no messages. */
export function guessFields(rows: readonly UntrustedObject[]): RowFields | null {
  const text = rows.length < fewestRows ? undefined : texts.find((path) => fill(rows, path, isWords) >= enough)
  if (text === undefined) return null
  const time = timeField(rows)
  const role = roleField(rows, text, time)
  if (role === null) return null
  const id = ids.find((path) => isUnique(rows, path)) ?? null
  return {
    text,
    ...role,
    author: names.find((path) => path !== role.role && path !== text && fill(rows, path, isName) >= enough) ?? null,
    time,
    model: models.find((path) => rows.some((row) => isName(fieldOf(row, path)))) ?? null,
    id,
    parent: id === null ? null : (parents.find((path) => linksUp(rows, path, id)) ?? null),
  }
}

/** Whether one row alone looks like a message: whose it is and what it says, plainly or with a time. */
export function isMessageRow(row: UntrustedObject): boolean {
  const text = texts.find((path) => isWords(fieldOf(row, path)))
  if (text === undefined) return false
  const called = people.filter((path) => path !== 'name')
  const isSaid = [...roles, 'type', ...called].some((path) => {
    const value = fieldOf(row, path)
    return typeof value === 'string' && isTalking(roleOfName(value))
  })
  if (isSaid || roles.some((path) => typeof fieldOf(row, path) === 'boolean')) return true
  const isNamed = text !== 'value' && called.some((path) => isName(fieldOf(row, path)))
  return isNamed && Object.keys(row).some((key) => times.test(key) && parseSourceTime(row[key]) !== null)
}

/** Whether a table's heading names a speaker and words. */
export function isMessageHeading(columns: readonly string[]): boolean {
  const lower = new Set(columns.map((column) => column.trim().toLowerCase()))
  const has = (paths: readonly string[]) => paths.some((path) => lower.has(path.toLowerCase()))
  return has(texts) && has([...roles, ...people.filter((path) => path !== 'name' && path !== 'user')])
}

function roleField(
  rows: readonly UntrustedObject[],
  text: string,
  time: string | null,
): Pick<RowFields, 'role' | 'sides'> | null {
  for (const path of [...roles, ...people, 'type']) {
    if (path === text || fill(rows, path, isSide) < enough) continue
    const values = rows.map((row) => fieldOf(row, path)).filter(isSide)
    const distinct = [...new Set(values.map(String))]
    if (distinct.length > mostSides) continue
    const sides = Object.fromEntries(distinct.map((value) => [value, sideOf(value)]))
    const known = new Set(Object.values(sides))
    const isTold = known.has('user') && known.has('assistant')
    // People take turns; what is new on every row is a name of a thing.
    const isPeople = path !== 'type' && distinct.length > 1 && values.length > distinct.length
    // Headers and cookies have names and values too.
    const isVague = text === 'value' || (path === 'name' && time === null)
    if (isTold || (isPeople && !isVague && !isSystemOnly(known))) return { role: path, sides }
  }
  return null
}

function isSystemOnly(sides: ReadonlySet<RowSide>): boolean {
  return ![...sides].some((side) => side === 'unknown' || isTalking(side))
}

/** Whose side a word of the role field is, as far as the word itself tells. */
export function sideOf(value: string): RowSide {
  if (value === 'true') return 'user'
  if (value === 'false') return 'assistant'
  return roleOfName(value) ?? 'unknown'
}

function timeField(rows: readonly UntrustedObject[]): string | null {
  const paths = new Set(
    rows.slice(0, 100).flatMap((row) => {
      const inner = isObject(row['message']) ? Object.keys(row['message']).map((key) => `message.${key}`) : []
      return [...Object.keys(row), ...inner]
    }),
  )
  const found = [...paths].filter(
    (path) => times.test(path) && fill(rows, path, (value) => parseSourceTime(value) !== null) >= enough,
  )
  return found.find((path) => !/updat|edit|modif|delet/i.test(path)) ?? found[0] ?? null
}

function linksUp(rows: readonly UntrustedObject[], path: string, id: string): boolean {
  const known = new Set(rows.map((row) => scalarText(fieldOf(row, id))))
  return rows.some((row) => {
    const parent = scalarText(fieldOf(row, path))
    return parent !== null && known.has(parent)
  })
}

function isUnique(rows: readonly UntrustedObject[], path: string): boolean {
  const values = rows.map((row) => scalarText(fieldOf(row, path)))
  return !values.includes(null) && new Set(values).size === values.length
}

function fill(rows: readonly UntrustedObject[], path: string, accepts: (value: unknown) => boolean): number {
  return rows.filter((row) => accepts(fieldOf(row, path))).length / rows.length
}

function isWords(value: unknown): boolean {
  if (Array.isArray(value))
    return value.some((part) => (isObject(part) ? 'type' in part || isWords(part['text']) : isWords(part)))
  return typeof value === 'string' && value.trim() !== ''
}

function isSide(value: unknown): value is string | boolean {
  return typeof value === 'boolean' || isName(value)
}

function isName(value: unknown): boolean {
  return typeof value === 'string' && value.trim() !== '' && value.length <= 80
}

function isTalking(side: RowSide | null): boolean {
  return side === 'user' || side === 'assistant'
}
