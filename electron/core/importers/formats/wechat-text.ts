import { readChatLog, type ChatMessage } from '../reading/chat-log.ts'
import { dropEmptyEnd } from '../reading/empty-end.ts'
import type { ReadItem } from '../importer.ts'
import { folderOf, type NamedFiles } from '../files/named-files.ts'
import type { SourceFile } from '../files/source-files.ts'
import { parseSourceTime } from '../reading/source-time.ts'
import { textLines } from '../files/text-lines.ts'

const moment = String.raw`\d{4}[-/]\d{2}[-/]\d{2} \d{2}:\d{2}(?::\d{2})?`
const momentFirst = new RegExp(String.raw`^(${moment}) (\S.{0,60})$`, 'u')
const nameFirst = new RegExp(String.raw`^(\S.{0,60}?) (${moment})$`, 'u')

type Heading = { readonly time: string; readonly name: string }

function readHeading(line: string): Heading | null {
  const first = momentFirst.exec(line)
  if (first) return { time: first[1] ?? '', name: first[2]?.trim() ?? '' }
  const last = nameFirst.exec(line)
  return last && { time: last[2] ?? '', name: last[1]?.trim() ?? '' }
}

/** Whether a text has a moment and a name on a line of their own over each message. A log has them beside its words. */
export function looksLikeWechatText(head: string): boolean {
  const lines = head
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '')
    .slice(0, 400)
  const headings = lines.map(readHeading)
  if (!headings[0]) return false
  const found = headings.filter((heading) => heading !== null)
  const alone = headings.filter((heading, index) => heading && index + 1 < lines.length && !headings[index + 1])
  const names = new Set(found.map(({ name }) => name))
  return alone.length * 2 > found.length && (found.length < 4 || names.size * 2 <= found.length + 1)
}

/** Reads a chat that a tool wrote as text: each message below its moment and its sender. */
export async function* readWechatText(file: SourceFile, files: NamedFiles): AsyncGenerator<ReadItem, void, void> {
  const entries: (Heading & { readonly lines: string[] })[] = []
  const head: string[] = []
  for await (const line of textLines(file)) {
    const heading = readHeading(line)
    if (heading) entries.push({ ...heading, lines: [] })
    else (entries.at(-1)?.lines ?? head).push(line)
  }
  const conversation = readChatLog({
    source: 'wechat',
    id: null,
    title: null,
    isPrivate: false,
    messages: entries.map(({ time, name, lines }): ChatMessage => {
      dropEmptyEnd(lines)
      const text = lines.join('\n')
      return {
        id: null,
        stamp: time,
        side: /^系[统統](?:消息)?$/.test(name) ? 'app' : name === '我' ? 'you' : 'unknown',
        author: name,
        createdAt: parseSourceTime(time.replaceAll('/', '-')),
        parts: text === '' ? [] : [{ kind: 'text', text }],
        raw: null,
      }
    }),
    raw: head.some((line) => line !== '') ? { head } : null,
    files,
    near: folderOf(file.name),
  })
  yield { kind: 'conversation', file: file.name, conversation }
}
