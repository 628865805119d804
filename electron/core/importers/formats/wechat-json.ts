import { readChatJson } from '../reading/chat-json.ts'
import { readChatLog, type ChatMessage, type Side } from '../reading/chat-log.ts'
import type { ReadItem } from '../importer.ts'
import { folderOf, type NamedFiles } from '../files/named-files.ts'
import { rawBeside } from '../reading/raw-beside.ts'
import { scalarText } from '../reading/scalar-text.ts'
import type { SourceFile } from '../files/source-files.ts'
import { parseSourceTime } from '../reading/source-time.ts'
import { asObject, asText, type UntrustedObject } from '../untrusted.ts'
import { isSystemType, wechatParts } from './wechat-content.ts'

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
      // Tools number the messages of one chat each in their own way.
      id: id && `session:${id}`,
      title: name,
      isPrivate: !isRoom(asText(session['wxid']) ?? '', asText(session['type']) ?? ''),
      messages: messages.map(sessionMessage),
      raw: members,
    })
    yield { kind: 'conversation', file: file.name, conversation }
    return
  }
  for (const [talker, group] of Map.groupBy(messages, (message) => asText(message['talker']) ?? '')) {
    const conversation = readChatLog({
      ...common,
      id: talker === '' ? null : `list:${talker}`,
      title: group.map((message) => asText(message['talkerName'])).find((name) => name !== null) ?? null,
      isPrivate: !isRoom(talker, ''),
      messages: group.map(listedMessage),
      raw: members,
    })
    yield { kind: 'conversation', file: file.name, conversation }
  }
}

/** Groups are told by the kind of id that WeChat gives them, or by the tool's own word for them. */
export function isRoom(id: string, type: string): boolean {
  return id.endsWith('@chatroom') || /群/.test(type)
}

function sessionMessage(message: UntrustedObject): ChatMessage {
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
    parts: wechatParts(type, '', asText(message['content']) ?? ''),
  })
}

function listedMessage(message: UntrustedObject): ChatMessage {
  const type = scalarText(message['type']) ?? ''
  const side: Side = isSystemType(type) ? 'app' : message['isSelf'] === true ? 'you' : 'them'
  const sequence = scalarText(message['seq'])
  return messageOf(message, {
    id: sequence === '0' ? null : sequence,
    time: message['time'],
    side,
    author: asText(message['senderName']) ?? asText(message['sender']),
    parts: wechatParts(type, scalarText(message['subType']) ?? '', asText(message['content']) ?? ''),
  })
}

type Said = Pick<ChatMessage, 'id' | 'side' | 'author' | 'parts'> & { readonly time: unknown }

function messageOf(message: UntrustedObject, { time, ...said }: Said): ChatMessage {
  const raw = rawBeside(message, said.parts, ['content'])
  return { ...said, stamp: scalarText(time) ?? '', createdAt: parseSourceTime(time), raw }
}
