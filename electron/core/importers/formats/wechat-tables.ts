import { readChatLog, type ChatMessage, type Side } from '../reading/chat-log.ts'
import { csvRows } from '../files/csv-rows.ts'
import { inPasses } from '../reading/in-passes.ts'
import type { ReadItem } from '../importer.ts'
import { folderOf, type NamedFiles } from '../files/named-files.ts'
import { rawBeside } from '../reading/raw-beside.ts'
import type { SourceFile } from '../files/source-files.ts'
import { parseSourceTime } from '../reading/source-time.ts'
import { isSystemType, wechatParts } from './wechat-content.ts'
import { isRoom } from './wechat-json.ts'

type Row = Readonly<Record<string, string>>

/** How one tool lays out its table of messages. */
export type WechatTable = {
  readonly columns: readonly string[]
  /** Which chat a row belongs to; the same for all rows where the table holds one. */
  readonly chat: (row: Row) => { readonly key: string; readonly title: string | null; readonly isPrivate: boolean }
  readonly message: (row: Row) => Omit<ChatMessage, 'raw'>
}

const me = '我'
const words = ['StrContent', '内容', 'Content']

const tables: readonly WechatTable[] = [
  {
    columns: ['localId', 'TalkerId', 'Type', 'IsSender', 'CreateTime', 'StrContent'],
    chat: (row) => {
      const [remark, nickname] = [row['Remark'] ?? '', row['NickName'] ?? '']
      // Ids of talkers differ between the databases that the app keeps; names do not.
      const key = remark + nickname === '' ? `talker:${row['TalkerId'] ?? ''}` : `${remark}/${nickname}`
      return { key, title: remark || nickname || null, isPrivate: true }
    },
    message: (row) => {
      const [type, time] = [row['Type'] ?? '', row['CreateTime'] ?? '']
      // The heading may lack its last name.
      const sender = row['Sender'] ?? row['#11'] ?? ''
      const side: Side = isSystemType(type) ? 'app' : row['IsSender'] === '1' ? 'you' : 'them'
      return {
        id: `${row['localId'] ?? ''}:${time}`,
        stamp: time,
        side,
        author: sender || (side === 'them' ? row['Remark'] || row['NickName'] : null) || null,
        createdAt: parseSourceTime(time) ?? parseSourceTime(row['StrTime']),
        parts: wechatParts(type, row['SubType'] ?? '', row['StrContent'] ?? ''),
      }
    },
  },
  {
    columns: ['消息ID', '类型', '发送人', '时间', '内容'],
    chat: () => ({ key: '', title: null, isPrivate: false }),
    message: (row) => {
      const [type, time, author] = [row['类型'] ?? '', row['时间'] ?? '', row['发送人'] ?? '']
      const side: Side = isSystemType(type) || author === '' ? 'app' : author === me ? 'you' : 'unknown'
      return {
        id: row['消息ID'] ? `${row['消息ID']}:${time}` : null,
        stamp: time,
        side,
        author: author || null,
        createdAt: parseSourceTime(time),
        parts: wechatParts(type, '', row['内容'] ?? ''),
      }
    },
  },
  {
    columns: ['Time', 'SenderName', 'Sender', 'TalkerName', 'Talker', 'Content'],
    chat: (row) => {
      const talker = row['Talker'] ?? ''
      return { key: `table:${talker}`, title: row['TalkerName'] || null, isPrivate: !isRoom(talker, '') }
    },
    message: (row) => {
      const [time, sender, talker] = [row['Time'] ?? '', row['Sender'] ?? '', row['Talker'] ?? '']
      const name = row['SenderName'] || sender
      const isOther = sender === talker || isRoom(talker, '')
      const side: Side = name === '' ? 'app' : name === me ? 'you' : isOther ? 'unknown' : 'you'
      return {
        id: null,
        stamp: time,
        side: sender !== '' && sender === talker ? 'them' : side,
        author: name || null,
        createdAt: parseSourceTime(time),
        parts: wechatParts('', '', row['Content'] ?? ''),
      }
    },
  },
]

/** The layout that a heading belongs to. */
export function wechatTable(header: readonly string[]): WechatTable | null {
  const names = new Set(header.map((name) => name.trim()))
  return tables.find((table) => table.columns.every((column) => names.has(column))) ?? null
}

/** Rows of several chats that are held at once; a larger table is read several times. */
const heldRows = 300_000

/** Reads a table, in which the messages of many chats may be mixed, chat by chat. */
export async function* readWechatTable(
  file: SourceFile,
  table: WechatTable,
  files: NamedFiles,
): AsyncGenerator<ReadItem, void, void> {
  const problems: ReadItem[] = []
  for (const chats of inPasses(await countRows(file, table, problems), heldRows)) {
    const held = new Map<string, { readonly first: Row; readonly messages: ChatMessage[] }>()
    for await (const row of tableRows(file, [])) {
      const { key } = table.chat(row)
      if (!chats.has(key)) continue
      const chat = held.get(key) ?? { first: row, messages: [] }
      const message = table.message(row)
      chat.messages.push({ ...message, raw: rawBeside(row, message.parts, words) })
      held.set(key, chat)
    }
    for (const [key, { first, messages }] of held) {
      const { title, isPrivate } = table.chat(first)
      const id = key === '' ? null : key
      const near = folderOf(file.name)
      const conversation = readChatLog({ source: 'wechat', id, title, isPrivate, messages, raw: null, files, near })
      yield { kind: 'conversation', file: file.name, conversation }
    }
  }
  yield* problems
}

/** How many rows each chat has. */
async function countRows(
  file: SourceFile,
  table: WechatTable,
  problems: ReadItem[],
): Promise<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>()
  for await (const row of tableRows(file, problems)) {
    const { key } = table.chat(row)
    counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  return counts
}

async function* tableRows(file: SourceFile, problems: ReadItem[]): AsyncGenerator<Row, void, void> {
  let header: readonly string[] | null = null
  for await (const row of csvRows(file, problems)) {
    const names = header
    if (names) yield Object.fromEntries(row.map((cell, index) => [names[index]?.trim() || `#${index}`, cell]))
    header ??= row
  }
}
