import { Source } from './model/conversation.ts'
import type { CompanionId } from './model/ids.ts'
import type { Role } from './model/message.ts'
import type { LocalDate } from './model/milestone.ts'
import type { SearchFilter } from './model/search.ts'

export type OperatorName = 'from' | 'source' | 'model' | 'role' | 'on' | 'since' | 'before' | 'after' | 'has' | 'is'

/** What each operator is called: English, simplified, traditional, and what people write besides. */
export const operatorNames: Readonly<Record<OperatorName, readonly [string, string, string, ...string[]]>> = {
  from: ['from', '来自', '來自', 'with', '伙伴', '夥伴'],
  source: ['source', '来源', '來源'],
  model: ['model', '模型', '模型'],
  role: ['role', '角色', '角色'],
  on: ['on', '日期', '日期'],
  since: ['since', '从', '從', '自'],
  before: ['before', '早于', '早於', '之前'],
  after: ['after', '晚于', '晚於', '之后', '之後'],
  has: ['has', '含有', '含有', '有'],
  is: ['is', '属于', '屬於', '是'],
}

const roleWords: Readonly<Record<Role, readonly string[]>> = {
  user: ['you', '你', '你', 'me', 'user', '我'],
  assistant: ['companion', '伙伴', '夥伴', 'assistant', 'ai'],
  system: ['system', '系统', '系統'],
  tool: ['tool', '工具', '工具'],
}
const hasWords: Readonly<Record<NonNullable<SearchFilter['has']>, readonly string[]>> = {
  image: ['picture', '图片', '圖片', 'pictures', 'image', 'photo', '照片'],
  audio: ['sound', '声音', '聲音', 'audio', 'voice', '语音', '語音'],
  file: ['file', '文件', '檔案', 'files', '附件'],
}
const isWords = {
  favourite: ['favourite', '收藏', '收藏', 'favorite', 'favourites', 'favorites'],
  pin: ['pinned', '置顶', '置頂', 'pin'],
  hidden: ['hidden', '隐藏', '隱藏'],
} as const

/** The words that an operator of a fixed set takes, in the order of the languages as `operatorNames` has it. */
export const operatorValues: Readonly<Partial<Record<OperatorName, readonly (readonly string[])[]>>> = {
  role: Object.values(roleWords),
  has: Object.values(hasWords),
  is: Object.values(isWords),
}

/** Names of sources that are not their ids with other marks between the words. */
const sourceWords: Readonly<Partial<Record<Source, readonly string[]>>> = {
  keepsake: ['念念'],
  wechat: ['微信'],
  aistudio: ['googleaistudio'],
  mistral: ['lechat'],
}

/** An operator in a line as it was typed; [start, end) in the line. */
export type TypedOperator = {
  readonly name: OperatorName
  readonly value: string
  readonly start: number
  readonly end: number
}

/** Who can be named, and how names are made comparable. */
export type KnownNames = {
  readonly companions: readonly { readonly id: CompanionId; readonly name: string }[]
  readonly fold: (text: string) => string
}

const byWord = new Map(
  Object.entries(operatorNames).flatMap(([name, words]) => words.map((word) => [word, name as OperatorName] as const)),
)
const pattern = new RegExp(
  `(?<=^|\\s)(${[...byWord.keys()].join('|')})[:：](?:["“「]([^"”」]+)["”」]|([^\\s"“「]+))`,
  'giu',
)

/** The operators of a line, in order, whether or not their values mean anything. */
export function typedOperators(line: string): TypedOperator[] {
  return [...line.matchAll(pattern)].flatMap(({ 0: whole, 1: word = '', 2: quoted, 3: bare, index }) => {
    const name = byWord.get(word.toLowerCase())
    return name ? [{ name, value: quoted ?? bare ?? '', start: index, end: index + whole.length }] : []
  })
}

/**
 * What a line asks for: its operators as a filter, the latest of a kind counting, and the rest as words. An operator
 * whose value means nothing stays among the words, since "on: 7" may be what somebody looks for.
 */
export function readOperators(
  line: string,
  known: KnownNames,
): { readonly words: string; readonly filter: SearchFilter } {
  let words = ''
  let at = 0
  let filter: SearchFilter = {}
  for (const operator of typedOperators(line)) {
    const meant = meaningOf(operator, known)
    if (meant === null) continue
    words += line.slice(at, operator.start)
    at = operator.end
    filter = { ...filter, ...meant }
  }
  return { words: (words + line.slice(at)).trim(), filter }
}

/** What one operator asks for; null where its value means nothing. */
export function meaningOf({ name, value }: TypedOperator, known: KnownNames): SearchFilter | null {
  switch (name) {
    case 'from':
      return someone(value, known)
    case 'source': {
      const source = sourceOf(value)
      return source && { source }
    }
    case 'model':
      return { model: value }
    case 'role': {
      const role = keyOf(roleWords, value)
      return role && { role }
    }
    case 'has': {
      const has = keyOf(hasWords, value)
      return has && { has }
    }
    case 'is': {
      const is = keyOf(isWords, value)
      return is && (is === 'hidden' ? { hidden: true } : { mark: is })
    }
    case 'on':
    case 'since':
    case 'before':
    case 'after': {
      const days = daysOf(value)
      if (days === null) return null
      if (name === 'on') return { since: days.from, before: days.next }
      if (name === 'before') return { before: days.from }
      return { since: name === 'since' ? days.from : days.next }
    }
  }
}

function someone(value: string, { companions, fold }: KnownNames): SearchFilter | null {
  const wanted = fold(value)
  const named = companions.map(({ id, name }) => ({ id, name: fold(name) }))
  const found = named.find(({ name }) => name === wanted) ?? named.find(({ name }) => name.startsWith(wanted))
  if (found) return { companionId: found.id }
  return keyOf({ user: roleWords.user }, value) && { role: 'user' }
}

function sourceOf(value: string): Source | null {
  const plain = (text: string) => text.toLowerCase().replace(/[\s._-]/gu, '')
  const wanted = plain(value)
  return Source.options.find((id) => plain(id) === wanted || sourceWords[id]?.includes(wanted)) ?? null
}

function keyOf<Key extends string>(words: Readonly<Record<Key, readonly string[]>>, value: string): Key | null {
  const wanted = value.toLowerCase()
  const entries = Object.entries<readonly string[]>(words)
  return (entries.find(([, names]) => names.includes(wanted))?.[0] as Key | undefined) ?? null
}

/** A year, a month or a day, as `2024`, `2024-5`, `2024/05/20`, `2024年5月20日`: its first day and the one after its last. */
function daysOf(value: string): { readonly from: LocalDate; readonly next: LocalDate } | null {
  const written = /^(\d{4})(?:[-/.年](?:(\d{1,2})(?:[-/.月](?:(\d{1,2})日?)?)?)?)?$/u.exec(value)
  if (!written) return null
  const [year, month, day] = written.slice(1).map((part) => (part === undefined ? undefined : Number(part)))
  if (year === undefined) return null
  const from = dateOf(year, month ?? 1, day ?? 1)
  // Beyond the days of a month, the calendar would go on into the next one.
  if (from === null || (month !== undefined && Number(from.slice(5, 7)) !== month)) return null
  if (day !== undefined && Number(from.slice(8)) !== day) return null
  const next =
    day !== undefined && month !== undefined
      ? dateOf(year, month, day + 1)
      : month === undefined
        ? dateOf(year + 1, 1, 1)
        : dateOf(year, month + 1, 1)
  return next === null ? null : { from, next }
}

function dateOf(year: number, month: number, day: number): LocalDate | null {
  const time = Date.UTC(year, month - 1, day)
  return Number.isNaN(time) || year < 1900 ? null : new Date(time).toISOString().slice(0, 10)
}
