import { readChatJson } from '../reading/chat-json.ts'
import { readChatLog } from '../reading/chat-log.ts'
import { eachFile } from '../files/each-file.ts'
import { groupFiles } from '../files/grouped-files.ts'
import { byFields } from '../evidence.ts'
import type { Claim, Detection, Importer, ReadItem, Sample } from '../importer.ts'
import { readMetaMessage, unmangled } from './meta-message.ts'
import { folderOf, nameFiles, type NamedFiles } from '../files/named-files.ts'
import type { SourceFile } from '../files/source-files.ts'
import { asList, asObject, asText } from '../untrusted.ts'

/** Message threads of Instagram and Facebook, whose data downloads have the same form. */
export const meta: Importer = { id: 'meta', descend: ['messages'], detect, read }

function detect(sample: Sample): Detection | null {
  if (sample.kind !== 'json' || sample.shape !== 'object' || sample.key !== 'messages') return null
  const item = asObject(sample.item)
  if (item['sender_name'] !== undefined && item['timestamp_ms'] !== undefined) {
    return { certainty: 'certain', why: byFields('sender_name', 'timestamp_ms') }
  }
  return asText(item['senderName']) && item['isUnsent'] !== undefined
    ? { certainty: 'certain', why: byFields('senderName', 'isUnsent') }
    : null
}

/** A long thread comes in numbered files of one folder. */
async function* read({ files, all }: Claim): AsyncGenerator<ReadItem, void, void> {
  const named = nameFiles(all)
  const folders = await groupFiles(files, async (file) => folderOf(file.name) || null)
  const parts = new Map(folders.map((group) => [group[0], group]))
  yield* eachFile(
    folders.flatMap((group) => group.slice(0, 1)),
    (file) => readThreads(parts.get(file) ?? [file], named),
  )
}

type Part = { readonly file: SourceFile } & Awaited<ReturnType<typeof readChatJson>>

async function* readThreads(files: readonly SourceFile[], named: NamedFiles): AsyncGenerator<ReadItem, void, void> {
  const threads = new Map<string, Part[]>()
  for (const file of files) {
    const part = { file, ...(await readChatJson(file)) }
    yield* part.notes
    const key = asText(part.members['thread_path']) ?? asText(part.members['threadName']) ?? file.name
    const thread = threads.get(key)
    if (thread) thread.push(part)
    else threads.set(key, [part])
  }
  for (const parts of threads.values()) yield readThread(parts, named)
}

function readThread(parts: readonly Part[], files: NamedFiles): ReadItem {
  const [first] = parts
  const members = first?.members ?? {}
  const name = first?.file.name ?? ''
  const participants = asList(members['participants']).flatMap((one) => {
    const person = asText(one) ?? asText(asObject(one)['name'])
    return person === null ? [] : [unmangled(person)]
  })
  const rawTitle = asText(members['title']) ?? asText(members['threadName'])?.replace(/_\d+$/, '') ?? null
  const title = rawTitle === null ? null : unmangled(rawTitle)
  const isPrivate = participants.length === 2 && title !== null && participants.includes(title)
  const messages = parts
    .flatMap((part) => part.messages)
    // Newest come first, also among those of one moment.
    .toReversed()
    .map((message) => readMetaMessage(message, isPrivate ? title : null))
    .toSorted((left, right) => (left.createdAt?.milliseconds ?? 0) - (right.createdAt?.milliseconds ?? 0))
  const conversation = readChatLog({
    source: 'meta',
    id: asText(members['thread_path']) ?? asText(members['threadName']),
    title,
    isPrivate,
    messages,
    raw: members,
    files,
    near: folderOf(name),
  })
  return { kind: 'conversation', file: name, conversation }
}
