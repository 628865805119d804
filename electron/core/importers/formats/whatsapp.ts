import type { Part } from '#shared/model/part.ts'
import { readChatLog, type ChatMessage, type Side } from '../reading/chat-log.ts'
import { decideDateOrder, readDate, type DateOrder } from '../reading/date-order.ts'
import { eachFile } from '../files/each-file.ts'
import { byLines } from '../evidence.ts'
import type { Claim, Detection, Importer, ReadItem, Sample } from '../importer.ts'
import { mediaPart } from '../reading/media-parts.ts'
import { folderOf, nameFiles, type NamedFiles } from '../files/named-files.ts'
import { baseName, type SourceFile } from '../files/source-files.ts'
import { roleOfName } from '../reading/role-names.ts'
import { splitSenders, type SaidLine } from '../reading/stamped-senders.ts'
import { readStampedLine, stampKey, type StampedLine } from '../reading/stamped-lines.ts'
import { readStampedText, type StampedEntry } from '../reading/stamped-text.ts'
import { wallTime } from '../reading/wall-time.ts'

/** A chat that WhatsApp wrote as text, on any phone and in any of its ways to write dates. */
export const whatsapp: Importer = {
  id: 'whatsapp',
  descend: [],
  detect,
  read,
}

function detect(sample: Sample): Detection | null {
  if (sample.kind !== 'text') return null
  const lines = sample.head.split(/\r?\n/).filter((line) => line.trim() !== '')
  const stamped = lines.slice(0, 200).map(readStampedLine)
  if (stamped.some((line) => line && isSignalStamp(line))) return null
  if (areRoles(stamped)) return { certainty: 'likely', why: byLines }
  if (stamped[0] && lines.some((line, index) => stamped[index] && line.includes(':')))
    return { certainty: 'certain', why: byLines }
  return stamped.filter(Boolean).length >= 3 ? { certainty: 'likely', why: byLines } : null
}

/** Nobody is called User or Assistant: somebody wrote that talk down, and a reader of such talks may know it better. */
function areRoles(stamped: readonly (StampedLine | null)[]): boolean {
  const names = stamped.flatMap((line) => /^([^:：\n]{1,40})[:：]/u.exec(line?.rest ?? '')?.[1] ?? [])
  const roles = new Set(names.map(roleOfName))
  return roles.has('user') && roles.has('assistant') && !roles.has(null)
}

/** Signal writes its dates one way only, and never seconds, which WhatsApp always puts in brackets. */
export function isSignalStamp({ bracketed, date, clock }: StampedLine): boolean {
  return bracketed && date.separator === '-' && date.numbers[0].length === 4 && clock.second === null
}

function read({ files, all, dayOrder }: Claim): AsyncGenerator<ReadItem, void, void> {
  const named = nameFiles(all)
  return eachFile(files, (file) => readFile(file, named, dayOrder))
}

async function* readFile(
  file: SourceFile,
  files: NamedFiles,
  dayOrder: Claim['dayOrder'],
): AsyncGenerator<ReadItem, void, void> {
  const { entries, preamble } = await readStampedText(file)
  const { order, sure } = decideDateOrder(
    entries.map((entry) => entry.date),
    dayOrder,
  )
  if (!sure) yield { kind: 'note', file: file.name, code: 'date-order-unsure', item: entries[0]?.original ?? null }
  const said = splitSenders(entries)
  const title = titleOf(file.name)
  const near = folderOf(file.name)
  const you = said.find(({ author, text }) => author !== null && deletedByYou.test(text))?.author ?? null
  const isWrittenDown = areRoles(entries)
  const sideOf = (author: string): Side => {
    const role = isWrittenDown ? roleOfName(author) : null
    if (role !== null) return role === 'user' ? 'you' : role === 'assistant' ? 'them' : 'app'
    return author === you ? 'you' : author === title ? 'them' : 'unknown'
  }
  const messages = entries.map((entry, index) => {
    const line = said[index] ?? { author: null, text: entry.text }
    return messageOf(entry, line, order, { sideOf, isFile: (name) => files.find(name, near) !== null })
  })
  const isPrivate = said.some(({ author }) => author === title)
  const raw = preamble.length > 0 ? { preamble } : null
  const conversation = readChatLog({ source: 'whatsapp', id: null, title, isPrivate, messages, raw, files, near })
  yield { kind: 'conversation', file: file.name, conversation }
}

type Setting = { readonly sideOf: (author: string) => Side; readonly isFile: (name: string) => boolean }

function messageOf(entry: StampedEntry, { author, text }: SaidLine, order: DateOrder, setting: Setting): ChatMessage {
  const { date, clock, original } = entry
  const day = readDate(date, order)
  const isApp = author === null || notice.test(text)
  const parts = partsOf(text, setting.isFile)
  const [only] = parts
  const isPlain = parts.length === 1 && only?.kind === 'text' && only.text === text
  return {
    id: null,
    stamp: stampKey(date, clock),
    side: isApp ? 'app' : setting.sideOf(author),
    author,
    createdAt: day && wallTime(day, clock, original),
    parts,
    raw: isPlain || text === '' ? null : { text },
  }
}

/** What the app itself tells in a person's name. */
const notice =
  /^\u200e.*(?:end-to-end|Ende-zu-Ende|bout en bout|extremo a extremo|ponta a ponta|端到端|端對端|エンドツーエンド|종단간)/iu
const deletedByYou =
  /^\u200e?(?:You deleted this message|你删除了此消息|您已删除此消息|你已刪除此訊息|您已刪除此訊息|このメッセージを削除しました)[.。]?$/
const markedFile = /\u200e?<[^<>:：\n]{2,30}[:：] ?([^<>\n]{1,200}\.\w{1,8})>/u
const fileLine = /^\u200e?([^\n]{1,200}?\.\w{1,8}) \([^()\n]{3,60}\)(?:\n|$)/u
const phoneFileName = /^(?:IMG|VID|PTT|AUD|STK|DOC)-\d{8}-WA\d+\.\w+$/

function partsOf(text: string, isFile: (name: string) => boolean): Part[] {
  const marked = markedFile.exec(text)
  const line = marked ? null : fileLine.exec(text)
  const match = marked ?? (line?.[1] !== undefined && (phoneFileName.test(line[1]) || isFile(line[1])) ? line : null)
  if (!match?.[1]) return words(text)
  const name = match[1].trim()
  const media = mediaPart({ pointer: name, name })
  return [...words(text.slice(0, match.index)), media, ...words(text.slice(match.index + match[0].length))]
}

/** The mark before what the app wrote is invisible, and no part of the words. */
function words(text: string): Part[] {
  const plain = text.replace(/^\u200e/, '')
  return plain.trim() === '' ? [] : [{ kind: 'text', text: plain }]
}

const titles = [
  /^WhatsApp[- ]Chat(?: -| with| mit| met| con)? (.+)$/i,
  /^(?:Chat (?:de )?WhatsApp|Discussion WhatsApp|Conversa do WhatsApp) (?:con|com|avec) (.+)$/i,
  /^[与與]\s?(.+?)\s?的?\s?WhatsApp\s?(?:聊天|对话|對話)/u,
  /^WhatsApp\s?[与與]\s?(.+?)\s?的?(?:聊天|对话|對話)/u,
]

/** The chat's name is only in its file's, or in its folder's. It names the chat and tells nothing else. */
function titleOf(name: string): string | null {
  const path = name.split('/')
  const own = (path.at(-1) === '_chat.txt' ? (path.at(-2) ?? '') : baseName(name)).replace(/\.(?:txt|zip)$/i, '')
  for (const form of titles) {
    const title = form.exec(own)?.[1]?.replaceAll(/^[“"]|[”"]$/g, '')
    if (title) return title
  }
  return null
}
