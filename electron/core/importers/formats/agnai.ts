import { chatIdentity } from '../reading/chat-identity.ts'
import { byFields } from '../evidence.ts'
import type { Claim, Detection, Importer, ReadItem, Sample } from '../importer.ts'
import { jsonRecords } from '../files/json-records.ts'
import type { NeutralConversation, NeutralNode } from '../neutral.ts'
import { inOneLine, neutralConversation, neutralNode } from '../reading/neutral-builders.ts'
import { createNodeNamer } from '../reading/node-identity.ts'
import { opaquePart } from '../reading/opaque-part.ts'
import { baseName } from '../files/source-files.ts'
import { asList, asObject, asText, isObject, type UntrustedObject } from '../untrusted.ts'
import { withoutSecrets } from '../reading/without-secrets.ts'

/** Agnai: one chat as JSON, as far as the page had loaded it, without times. */
export const agnai: Importer = {
  id: 'agnai',
  descend: [],
  detect,
  read,
}

function detect(sample: Sample): Detection | null {
  if (sample.kind !== 'outline') return null
  const { messages, greeting, scenario, sampleChat } = sample.members
  const isChat = [greeting, scenario, sampleChat].some((member) => typeof member === 'string')
  if (!isChat || !asList(messages).some(isAgnaiMessage)) return null
  return { certainty: 'certain', why: byFields('messages', 'sampleChat') }
}

function isAgnaiMessage(value: unknown): boolean {
  const { msg, userId, characterId, handle } = asObject(value)
  return typeof msg === 'string' && [userId, characterId, handle].some((member) => typeof member === 'string')
}

function read({ files }: Claim): AsyncGenerator<ReadItem, void, void> {
  return jsonRecords(files, {
    descend: [],
    isRecord: ({ messages }) => Array.isArray(messages),
    read: (chat, file) => [
      { kind: 'conversation', file: file.name, conversation: readChat(chat, baseName(file.name)) },
    ],
  })
}

function readChat(chat: UntrustedObject, fileName: string): NeutralConversation {
  const { messages, ...rest } = chat
  const name = createNodeNamer()
  const nodes = inOneLine(asList(messages).map((value) => readMessage(value, name)))
  // Every chat is called alike inside; only the file's name carries a piece of its id.
  const id = /^chat-([\da-f]{4,})\b/i.exec(fileName)?.[1]
  const said = [chat['name'], chat['greeting'], chat['scenario']]
  return neutralConversation({
    source: 'agnai',
    sourceId: id ? `chat-${id}:${chatIdentity(said, [])}` : chatIdentity(said, nodes),
    title: asText(chat['name']),
    nodes,
    raw: withoutSecrets(rest),
  })
}

function readMessage(value: unknown, name: ReturnType<typeof createNodeNamer>): NeutralNode {
  const { msg, ...rest } = asObject(value)
  const isText = typeof msg === 'string'
  const role = asText(rest['userId']) ? 'user' : 'assistant'
  const text = isText ? msg : JSON.stringify(value ?? null)
  return neutralNode({
    sourceId: asText(rest['_id']) ?? name({ time: null, who: role, text }),
    role,
    author: asText(rest['handle']) ?? asText(rest['name']),
    parts: isText ? (msg === '' ? [] : [{ kind: 'text', text: msg }]) : [opaquePart('message', value)],
    raw: isObject(value) ? withoutSecrets(rest) : null,
  })
}
