import { readChatHead, readChatJson } from '../reading/chat-json.ts'
import { readChatLog } from '../reading/chat-log.ts'
import { readDiscordMessage } from './discord-message.ts'
import { isOwnMessage, isOwnTable, readOwnMessages } from './discord-package.ts'
import { eachFile } from '../files/each-file.ts'
import { groupFiles } from '../files/grouped-files.ts'
import { byColumns, byFields } from '../evidence.ts'
import type { Claim, Detection, Importer, ReadItem, Sample } from '../importer.ts'
import { folderOf, nameFiles, type NamedFiles } from '../files/named-files.ts'
import type { SourceFile } from '../files/source-files.ts'
import { csvHeader } from '../files/csv-rows.ts'
import { asList, asObject, asText, isObject, type UntrustedObject } from '../untrusted.ts'

/** Channels as DiscordChatExporter wrote them, whole or in parts, and one’s own messages from Discord’s data package. */
export const discord: Importer = { id: 'discord', descend: ['messages'], detect, read }

function detect(sample: Sample): Detection | null {
  if (sample.kind === 'outline') {
    const { guild, channel, messages } = sample.members
    const isExport = isObject(guild) && isObject(channel) && asText(channel['id']) && Array.isArray(messages)
    return isExport ? { certainty: 'certain', why: byFields('guild', 'channel', 'messages') } : null
  }
  if (sample.kind === 'text') {
    const isTable = csvHeader(sample.head).join() === 'ID,Timestamp,Contents,Attachments'
    return isTable ? { certainty: 'certain', why: byColumns('ID', 'Timestamp', 'Contents', 'Attachments') } : null
  }
  if (sample.kind !== 'json') return null
  const item = asObject(sample.item)
  if (sample.shape === 'array') {
    return isOwnMessage(item) ? { certainty: 'certain', why: byFields('ID', 'Timestamp', 'Contents') } : null
  }
  const isMessage = sample.key === 'messages' && 'isPinned' in item && asText(asObject(item['author'])['id']) !== null
  return isMessage ? { certainty: 'certain', why: byFields('author', 'isPinned') } : null
}

async function* read({ files, all }: Claim): AsyncGenerator<ReadItem, void, void> {
  const named = nameFiles(all)
  const channels = await groupFiles(files, async (file) => channelId(await readChatHead(file).catch(() => ({}))))
  const parts = new Map(channels.map((group) => [group[0], group]))
  yield* eachFile(
    channels.flatMap((group) => group.slice(0, 1)),
    (file) => readChannel(file, parts.get(file) ?? [file], named),
  )
}

async function* readChannel(
  file: SourceFile,
  parts: readonly SourceFile[],
  files: NamedFiles,
): AsyncGenerator<ReadItem, void, void> {
  if (await isOwnTable(file)) {
    yield* readOwnMessages(file, files)
    return
  }
  const read = await Promise.all(parts.map(readChatJson))
  for (const { notes } of read) yield* notes
  const members = read[0]?.members ?? {}
  const id = channelId(members)
  if (id === null) {
    yield* readOwnMessages(file, files)
    return
  }
  const channel = asObject(members['channel'])
  const isPrivate = asText(channel['type']) === 'DirectTextChat'
  const name = asText(channel['name'])
  const messages = read
    .toSorted((left, right) => Number(firstId(left.messages) > firstId(right.messages)) || -1)
    .flatMap((part) => part.messages)
  const conversation = readChatLog({
    source: 'discord',
    id: `channel:${id}`,
    title: name,
    isPrivate,
    messages: messages.map((message) => readDiscordMessage(message, isPrivate ? name : null)),
    raw: members,
    files,
    near: folderOf(file.name),
  })
  yield { kind: 'conversation', file: file.name, conversation }
}

function channelId(members: UntrustedObject): string | null {
  return asText(asObject(members['channel'])['id'])
}

/** Ids grow with time. */
function firstId(messages: readonly UntrustedObject[]): bigint {
  const id = asText(asList(messages).map(asObject)[0]?.['id'])
  return id !== null && /^\d{1,30}$/.test(id) ? BigInt(id) : 0n
}
