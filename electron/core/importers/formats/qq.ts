import { readChatLog, type ChatMessage, type Side } from '../reading/chat-log.ts'
import { parseClockTime } from '../reading/clock-time.ts'
import { readDate, type WrittenDate } from '../reading/date-order.ts'
import { eachFile } from '../files/each-file.ts'
import { dropEmptyEnd } from '../reading/empty-end.ts'
import { byHeading } from '../evidence.ts'
import type { Claim, Detection, Importer, ReadItem, Sample } from '../importer.ts'
import { folderOf, nameFiles, type NamedFiles } from '../files/named-files.ts'
import type { SourceFile } from '../files/source-files.ts'
import { detectQqJson, readQqJson } from './qq-json.ts'
import { readHead } from '../files/file-head.ts'
import { decodeHead } from '../files/text-encoding.ts'
import { stampKey } from '../reading/stamped-lines.ts'
import { textLines } from '../files/text-lines.ts'
import { wallTime } from '../reading/wall-time.ts'

/**
 * Chats that QQ wrote as text: sections with a heading each, a line of moment and sender over each message; and the
 * JSON of QQ Chat Exporter, for the newer app writes no text.
 */
export const qq: Importer = { id: 'qq', descend: ['messages'], detect, read }

const heading = /^消息[记記][录錄]/
const ruler = /^={10,}$/
const group = /^消息分[组組][:：](.*)$/
const partner = /^消息[对對]象[:：](.*)$/
const stamp = /^(\d{4})([-/])(\d{1,2})[-/](\d{1,2}) ((?:\p{L}{2} ?)?\d{1,2}:\d{2}:\d{2}) ?(.*)$/u
const sender = /^(.*?)(?:\(([^()\s]+)\)|<([^<>\s]+)>)$/

function detect(sample: Sample): Detection | null {
  if (sample.kind === 'json') return detectQqJson(sample)
  if (sample.kind !== 'text') return null
  const lines = sample.head.split(/\r?\n/).slice(0, 200)
  if (heading.test(lines[0] ?? '') && lines.some((line) => partner.test(line) || stamp.test(line))) {
    return { certainty: 'certain', why: byHeading('消息记录') }
  }
  return lines.some((line) => partner.test(line)) && lines.some((line) => ruler.test(line))
    ? { certainty: 'certain', why: byHeading('消息对象') }
    : null
}

function read({ files, all }: Claim): AsyncGenerator<ReadItem, void, void> {
  const named = nameFiles(all)
  return eachFile(files, (file) => readFile(file, named))
}

type Entry = { readonly date: WrittenDate; readonly time: string; readonly who: string; readonly lines: string[] }
type Section = { group: string | null; partner: string | null; readonly head: string[]; readonly entries: Entry[] }

async function* readFile(file: SourceFile, files: NamedFiles): AsyncGenerator<ReadItem, void, void> {
  if (/^\s*\{/.test(decodeHead(await readHead(file)))) {
    yield* readQqJson(file, files)
    return
  }
  let section: Section = { group: null, partner: null, head: [], entries: [] }
  const item = (): ReadItem => ({
    kind: 'conversation',
    file: file.name,
    conversation: conversationOf(section, files, folderOf(file.name)),
  })
  let previous = ''
  for await (const line of textLines(file)) {
    // Somebody may have said the same words: only below a ruler are they a heading.
    const [groupMatch, partnerMatch] = ruler.test(previous) ? [group.exec(line), partner.exec(line)] : []
    previous = line
    const match = stamp.exec(line)
    const startsSection = groupMatch || (partnerMatch && section.partner !== null)
    if (startsSection) {
      section.entries.at(-1)?.lines.pop()
      if (section.entries.length > 0 || section.partner !== null) yield item()
      section = { group: groupMatch?.[1]?.trim() ?? section.group, partner: null, head: [], entries: [] }
    }
    if (groupMatch || partnerMatch) {
      if (partnerMatch) section.partner = partnerMatch[1]?.trim() ?? null
      section.head.push(line)
    } else if (match) {
      const [, year = '', separator = '', month = '', day = '', time = '', who = ''] = match
      section.entries.push({ date: { numbers: [year, month, day], separator, weekday: null }, time, who, lines: [] })
    } else (section.entries.at(-1)?.lines ?? section.head).push(line)
  }
  if (section.entries.length > 0 || section.partner !== null) yield item()
}

function conversationOf(section: Section, files: NamedFiles, near: string) {
  const messages = section.entries.map((entry) => messageOf(entry, section.partner))
  return readChatLog({
    source: 'qq',
    id: section.partner === null ? null : `chat:${section.group ?? ''}/${section.partner}`,
    title: section.partner,
    isPrivate: messages.some((message) => message.side === 'them'),
    messages,
    raw: { head: section.head },
    files,
    near,
  })
}

function messageOf({ date, time, who, lines }: Entry, partnerName: string | null): ChatMessage {
  const match = sender.exec(who)
  const account = match?.[2] ?? match?.[3] ?? null
  const author = match?.[1] || account || who || null
  const isApp = account === '10000' || author === null || /^系[统統]消息$/.test(author)
  const side: Side = isApp ? 'app' : author === partnerName ? 'them' : 'unknown'
  const day = readDate(date, 'ymd')
  const clock = parseClockTime(time)
  dropEmptyEnd(lines)
  const text = lines.join('\n')
  return {
    id: null,
    stamp: clock ? stampKey(date, clock) : time,
    side,
    author,
    createdAt: day && clock && wallTime(day, clock, `${date.numbers.join(date.separator)} ${time}`),
    parts: text === '' ? [] : [{ kind: 'text', text }],
    raw: account === null ? null : { account },
  }
}
