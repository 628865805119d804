import { readChatJson } from '../reading/chat-json.ts'
import { readChatLog, type ChatMessage } from '../reading/chat-log.ts'
import { csvRows } from '../files/csv-rows.ts'
import { readHead } from '../files/file-head.ts'
import type { ReadItem } from '../importer.ts'
import { readSmallJson } from '../files/json-items.ts'
import { mediaPart } from '../reading/media-parts.ts'
import { folderOf, type NamedFiles } from '../files/named-files.ts'
import { scalarText } from '../reading/scalar-text.ts'
import { baseName, type SourceFile } from '../files/source-files.ts'
import { decodeHead } from '../files/text-encoding.ts'
import { parseSourceTime } from '../reading/source-time.ts'
import { asObject, asText, type UntrustedObject } from '../untrusted.ts'

/** Whether an item is one of a person's own messages as Discord's data package lists them. */
export function isOwnMessage(item: UntrustedObject): boolean {
  return item['ID'] !== undefined && item['Timestamp'] !== undefined && typeof item['Contents'] === 'string'
}

/** Whether a file lists them in a table, as packages did until they came as JSON. */
export async function isOwnTable(file: SourceFile): Promise<boolean> {
  return !/^\s*[{[]/.test(decodeHead(await readHead(file)))
}

/** Reads the messages that the person wrote in one channel, newest first in the package; nobody else's are there. */
export async function* readOwnMessages(file: SourceFile, files: NamedFiles): AsyncGenerator<ReadItem, void, void> {
  const near = folderOf(file.name)
  const beside = files.find('channel.json', near)
  // Every channel has a side-car of the same name.
  const channel = asObject(beside && folderOf(beside.name) === near ? await readSmallJson(beside) : null)
  const problems: ReadItem[] = []
  const rows = (await isOwnTable(file)) ? await readCsv(file, problems) : (await readChatJson(file)).messages
  const messages = rows.map(ownMessage)
  const isNewestFirst = (messages[0]?.createdAt?.milliseconds ?? 0) > (messages.at(-1)?.createdAt?.milliseconds ?? 0)
  const id = asText(channel['id']) ?? /c?(\d{6,})\/$/.exec(near)?.[1] ?? null
  const conversation = readChatLog({
    source: 'discord',
    id: id === null ? null : `own:${id}`,
    title: asText(channel['name']),
    isPrivate: false,
    messages: isNewestFirst ? messages.toReversed() : messages,
    raw: channel,
    files,
    near,
  })
  if (rows.length > 0 || problems.length === 0) yield { kind: 'conversation', file: file.name, conversation }
  yield* problems
}

async function readCsv(file: SourceFile, problems: ReadItem[]): Promise<UntrustedObject[]> {
  const rows: UntrustedObject[] = []
  let header: readonly string[] | null = null
  for await (const row of csvRows(file, problems)) {
    const names = header
    if (names) rows.push(Object.fromEntries(row.map((cell, index) => [names[index] ?? `#${index}`, cell])))
    header ??= row
  }
  return rows
}

function ownMessage(row: UntrustedObject): ChatMessage {
  const text = asText(row['Contents'])
  const urls = (asText(row['Attachments']) ?? '').split(/\s+/).filter((url) => url !== '')
  const media = urls.map((url) => {
    const name = baseName(url.replace(/[?#].*$/, ''))
    return mediaPart({ pointer: url, name })
  })
  return {
    id: scalarText(row['ID']),
    stamp: scalarText(row['Timestamp']) ?? '',
    side: 'you',
    author: null,
    createdAt: parseSourceTime(row['Timestamp']),
    parts: [...media, ...(text === null ? [] : [{ kind: 'text' as const, text }])],
    raw: null,
  }
}
