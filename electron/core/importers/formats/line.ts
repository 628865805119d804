import { readChatLog, type ChatMessage, type Side } from '../reading/chat-log.ts'
import { decideDateOrder, readDate, type WrittenDate } from '../reading/date-order.ts'
import { eachFile } from '../files/each-file.ts'
import { byHeading, byLines } from '../evidence.ts'
import type { Claim, Detection, Importer, ReadItem, Sample } from '../importer.ts'
import { readLineRow, type LineRow } from './line-rows.ts'
import { folderOf, nameFiles, type NamedFiles } from '../files/named-files.ts'
import type { SourceFile } from '../files/source-files.ts'
import { dropEmptyEnd } from '../reading/empty-end.ts'
import { stampKey } from '../reading/stamped-lines.ts'
import { textLines } from '../files/text-lines.ts'
import { wallTime } from '../reading/wall-time.ts'

/** A chat that LINE wrote as text, in any of its languages. */
export const line: Importer = { id: 'line', descend: [], detect, read }

const titles = [
  /^\[LINE\] ?Chat history (?:with|in) (.+)$/i,
  /^\[LINE\] ?[与與] ?(.+?) ?的(?:聊天|對話|对话)[记記][录錄]$/,
  /^\[LINE\] ?(.+?)(?:と)?のトーク履歴$/,
  /^\[LINE\] ?(.+)$/,
]
const saved = /^(?:Saved on|保存日時|储存日期|保存日期|儲存日期|儲存時間)\s?[:：]/i

function detect(sample: Sample): Detection | null {
  if (sample.kind !== 'text') return null
  const lines = sample.head.split(/\r?\n/).slice(0, 200)
  if (lines[0]?.startsWith('[LINE]')) return { certainty: 'certain', why: byHeading('[LINE]') }
  // The heading may have been cut away; days on lines of their own over rows of time, name and words stay.
  const rows = lines.map((one) => readLineRow(one, []))
  const first = rows.findIndex((row) => row?.kind === 'day')
  const isMessage = (row: LineRow | null, index: number) => row?.kind === 'message' && lines[index]?.includes('\t')
  if (first === -1 || !rows.some((row, index) => index > first && isMessage(row, index))) return null
  return { certainty: 'likely', why: byLines }
}

function read({ files, all, dayOrder }: Claim): AsyncGenerator<ReadItem, void, void> {
  const named = nameFiles(all)
  return eachFile(files, (file) => readFile(file, named, dayOrder))
}

type Entry = Extract<LineRow, { kind: 'message' }> & { readonly date: WrittenDate | null; readonly lines: string[] }

async function* readFile(
  file: SourceFile,
  files: NamedFiles,
  dayOrder: Claim['dayOrder'],
): AsyncGenerator<ReadItem, void, void> {
  const { head, entries, days } = await readEntries(file)
  const title = titleOf(head[0])
  const { order, sure } = decideDateOrder(days, dayOrder)
  if (!sure && days.length > 0) {
    yield { kind: 'note', file: file.name, code: 'date-order-unsure', item: days[0]?.numbers.join('/') ?? null }
  }
  const messages = entries.map(({ author, clock, original, date, lines }): ChatMessage => {
    const day = date && readDate(date, order)
    const text = unquoted(lines.join('\n'))
    const side: Side = author === null ? 'app' : author === title ? 'them' : 'unknown'
    return {
      id: null,
      stamp: date ? stampKey(date, clock) : original,
      side,
      author,
      createdAt: day && wallTime(day, clock, `${date?.numbers.join(date.separator)} ${original}`),
      parts: text === '' ? [] : [{ kind: 'text', text }],
      raw: null,
    }
  })
  const conversation = readChatLog({
    source: 'line',
    id: title === null ? null : `chat:${title}`,
    title,
    isPrivate: messages.some((message) => message.side === 'them'),
    messages,
    raw: { head },
    files,
    near: folderOf(file.name),
  })
  yield { kind: 'conversation', file: file.name, conversation }
}

async function readEntries(file: SourceFile): Promise<{ head: string[]; entries: Entry[]; days: WrittenDate[] }> {
  const head: string[] = []
  const entries: Entry[] = []
  const days: WrittenDate[] = []
  const names: string[] = []
  let tabs = false
  for await (const text of textLines(file)) {
    const row: LineRow | null = saved.test(text) ? null : readLineRow(text, tabs ? null : names)
    const last = entries.at(-1)
    if (row?.kind === 'message') {
      tabs ||= text.includes('\t')
      if (last) days.push(...takeDays(last.lines))
      entries.push({ ...row, date: days.at(-1) ?? null, lines: [row.text] })
    } else if (last) last.lines.push(text)
    else if (row) days.push(row.date)
    else head.push(text)
    if (names.length === 0 && head[0]?.startsWith('[LINE]')) names.push(titleOf(head[0]) ?? '')
  }
  days.push(...takeDays(entries.at(-1)?.lines ?? []))
  return { head, entries, days }
}

function titleOf(heading: string | undefined): string | null {
  for (const form of titles) {
    const title = form.exec(heading ?? '')?.[1]?.trim()
    if (title) return title
  }
  return null
}

/**
 * Takes the days out of the lines that follow a message, and the empty lines around them. Words of several lines stand
 * in quotes, and a day inside of them was said by somebody, unless the quotes never end.
 */
function takeDays(lines: string[]): WrittenDate[] {
  const isQuoted = lines[0]?.startsWith('"') === true
  let isOpen = false
  const found = lines.map((line, index) => {
    const row = index === 0 ? null : readLineRow(line, null)
    const isOutside = !isOpen
    if (isQuoted && line.split('"').length % 2 === 0) isOpen = !isOpen
    return row?.kind === 'day' ? { date: row.date, isOutside } : null
  })
  const first = found.findIndex((day) => day !== null && (day.isOutside || isOpen))
  if (first !== -1) {
    const rest = lines.splice(first)
    lines.push(...rest.filter((line, index) => line !== '' && !found[first + index]))
  }
  dropEmptyEnd(lines)
  return first === -1 ? [] : found.slice(first).flatMap((day) => day?.date ?? [])
}

function unquoted(text: string): string {
  const isQuoted = text.includes('\n') && /^".*"$/s.test(text) && !/(?<!")"(?:"")*(?!")/.test(text.slice(1, -1))
  return isQuoted ? text.slice(1, -1).replaceAll('""', '"') : text
}
