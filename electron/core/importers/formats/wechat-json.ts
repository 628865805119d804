import { readChatJson } from '../reading/chat-json.ts'
import { readChatLog, type ChatMessage, type Side } from '../reading/chat-log.ts'
import type { ReadItem } from '../importer.ts'
import { folderOf, type NamedFiles } from '../files/named-files.ts'
import { createNodeNamer } from '../reading/node-identity.ts'
import { rawBeside } from '../reading/raw-beside.ts'
import { scalarText } from '../reading/scalar-text.ts'
import type { SourceFile } from '../files/source-files.ts'
import { parseSourceTime } from '../reading/source-time.ts'
import { asObject, asText, type UntrustedObject } from '../untrusted.ts'
import { isSystemType, kindOf, wechatParts, type WechatKind } from './wechat-content.ts'

/** Reads a session that WeFlow or EchoTrace wrote, or the flat list of messages of chatlog. */
export async function* readWechatJson(file: SourceFile, files: NamedFiles): AsyncGenerator<ReadItem, void, void> {
  const { members, messages, notes } = await readChatJson(file)
  yield* notes
  const common = { source: 'wechat' as const, files, near: folderOf(file.name) }
  if (members['session'] !== undefined || members['weflow'] !== undefined) {
    const session = asObject(members['session'])
    const name = asText(session['displayName']) ?? asText(session['remark']) ?? asText(session['nickname'])
    const id = asText(session['wxid'])
    const conversation = readChatLog({
      ...common,
      id: id && `chat:${id}`,
      title: name,
      isPrivate: !isRoom(asText(session['wxid']) ?? '', asText(session['type']) ?? ''),
      messages: nameMessages(messages.map(sessionMessage), id !== null),
      raw: members,
    })
    yield { kind: 'conversation', file: file.name, conversation }
    return
  }
  for (const [talker, group] of Map.groupBy(messages, (message) => asText(message['talker']) ?? '')) {
    const conversation = readChatLog({
      ...common,
      id: talker === '' ? null : `chat:${talker}`,
      title: group.map((message) => asText(message['talkerName'])).find((name) => name !== null) ?? null,
      isPrivate: !isRoom(talker, ''),
      messages: nameMessages(group.map(listedMessage), talker !== ''),
      raw: members,
    })
    yield { kind: 'conversation', file: file.name, conversation }
  }
}

/** Groups are told by the kind of id that WeChat gives them, or by the tool's own word for them. */
export function isRoom(id: string, type: string): boolean {
  return id.endsWith('@chatroom') || /群/.test(type)
}

/** A message with what it is, and who sent it by WeChat's own id. */
type Named = ChatMessage & { readonly kind: WechatKind; readonly sender: string }

/**
 * Tools number the messages of a chat each in their own way. Where WeChat's own id says which chat it is, a message is
 * known by its second, its sender and its words, which all of them hand out alike; and one without words by what it is.
 */
function nameMessages(messages: readonly Named[], isKnownChat: boolean): ChatMessage[] {
  const name = createNodeNamer()
  return messages.map(({ kind, sender, ...message }) => {
    if (!isKnownChat || message.createdAt?.zoneKnown !== true) return message
    const said = kind === 'text' ? message.parts.flatMap((part) => ('text' in part ? part.text : [])).join('\n') : ''
    const who = `${message.side === 'you' ? 'you' : sender} ${kind} ${Math.floor(message.createdAt.milliseconds / 1_000)}`
    return { ...message, id: name({ time: null, who, text: said }) }
  })
}

function sessionMessage(message: UntrustedObject): Named {
  const type = asText(message['type']) ?? scalarText(message['localType']) ?? ''
  const sent = message['isSend']
  const isApp = isSystemType(type) || sent === null || sent === undefined
  const side: Side = isApp ? 'app' : sent === 1 || sent === true ? 'you' : 'them'
  const local = scalarText(message['localId'])
  const time = scalarText(message['createTime']) ?? ''
  return messageOf(message, {
    // The app keeps several databases, and numbers the messages in each.
    id: local === null ? null : `${local}:${time}`,
    time: message['createTime'],
    side,
    author: asText(message['senderDisplayName']) ?? asText(message['senderUsername']),
    kind: kindOf(type) ?? 'text',
    sender: asText(message['senderUsername']) ?? '',
    parts: wechatParts(type, '', asText(message['content']) ?? ''),
  })
}

function listedMessage(message: UntrustedObject): Named {
  const type = scalarText(message['type']) ?? ''
  const side: Side = isSystemType(type) ? 'app' : message['isSelf'] === true ? 'you' : 'them'
  const sequence = scalarText(message['seq'])
  return messageOf(message, {
    id: sequence === '0' ? null : sequence,
    time: message['time'],
    side,
    author: asText(message['senderName']) ?? asText(message['sender']),
    kind: kindOf(type) ?? 'text',
    sender: asText(message['sender']) ?? '',
    parts: wechatParts(type, scalarText(message['subType']) ?? '', asText(message['content']) ?? ''),
  })
}

type Said = Omit<Named, 'stamp' | 'createdAt' | 'raw'> & { readonly time: unknown }

function messageOf(message: UntrustedObject, { time, ...said }: Said): Named {
  const raw = rawBeside(message, said.parts, ['content'])
  return { ...said, stamp: scalarText(time) ?? '', createdAt: parseSourceTime(time), raw }
}
