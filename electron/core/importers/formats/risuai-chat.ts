import type { Part } from '#shared/model/part.ts'
import { chatIdentity } from '../reading/chat-identity.ts'
import { inTurns, turnOf } from '../reading/in-turns.ts'
import type { NeutralConversation, NeutralNode } from '../neutral.ts'
import { neutralConversation, neutralNode } from '../reading/neutral-builders.ts'
import { createNodeNamer } from '../reading/node-identity.ts'
import { opaquePart } from '../reading/opaque-part.ts'
import { parseSourceTime } from '../reading/source-time.ts'
import { asList, asObject, asText, isObject, type UntrustedObject } from '../untrusted.ts'
import { withoutSecrets } from '../reading/without-secrets.ts'

/** The first words of a character, which a chat of RisuAI only points to. */
export type RisuGreeting = { readonly author: string | null; readonly text: string }

/**
 * Reads one chat of RisuAI, after the greeting it began with where that is known; `names` are those of
 * characters, by id, and `character` is the one it is with, where that is known.
 */
export function readRisuChat(
  chat: UntrustedObject,
  folders: unknown,
  greeting: RisuGreeting | null,
  names: ReadonlyMap<string, string>,
  character: string | null,
): NeutralConversation {
  const { message, ...rest } = chat
  // Every character's first chat has one and the same name.
  const title = [character, asText(chat['name'])].filter((word) => word !== null).join(' · ') || null
  const name = createNodeNamer()
  const spoken = asList(message).map((value) => readMessage(value, name, names))
  const { nodes, currentId } = inTurns([...(greeting ? [greetingNode(greeting)] : []), ...spoken].map(turnOf))
  const folder = asList(folders).find((one) => asObject(one)['id'] === chat['folderId'] && asObject(one)['id'])
  return neutralConversation({
    character,
    source: 'risuai',
    sourceId: asText(chat['id']) ?? chatIdentity(chat['name'], spoken),
    title,
    updatedAt: parseSourceTime(chat['lastDate']),
    currentId,
    nodes,
    raw: withoutSecrets({ ...rest, folder, title }),
  })
}

function greetingNode({ author, text }: RisuGreeting): NeutralNode {
  return neutralNode({ sourceId: 'greeting', role: 'assistant', author, parts: [{ kind: 'text', text }] })
}

/** Chats that were long left alone are moved out of what RisuAI saves; a message says so in their place. */
export function isRisuChatElsewhere(chat: UntrustedObject): boolean {
  return asText(asObject(asList(chat['message'])[0])['data'])?.startsWith('\uef01COLDSTORAGE\uef01') === true
}

function readMessage(
  value: unknown,
  name: ReturnType<typeof createNodeNamer>,
  names: ReadonlyMap<string, string>,
): NeutralNode {
  const { data, ...rest } = asObject(value)
  const role = rest['role'] === 'user' ? 'user' : 'assistant'
  const createdAt = parseSourceTime(rest['time'])
  const words = typeof data === 'string' ? data : JSON.stringify(value ?? null)
  const parts: Part[] =
    typeof data === 'string' ? (data === '' ? [] : [{ kind: 'text', text: data }]) : [opaquePart('message', value)]
  return neutralNode({
    sourceId: asText(rest['chatId']) ?? name({ time: createdAt, who: role, text: words }),
    role,
    author: asText(rest['name']) ?? names.get(asText(rest['saying']) ?? '') ?? null,
    createdAt,
    parts,
    hidden: rest['disabled'] === true || rest['isComment'] === true,
    model: role === 'assistant' ? asText(asObject(rest['generationInfo'])['model']) : null,
    raw: isObject(value) ? withoutSecrets(rest) : null,
  })
}
