import type { Source } from '#shared/model/conversation.ts'
import { chatIdentity } from './chat-identity.ts'
import type { Claim, ReadItem } from '../importer.ts'
import { takeInlineAssets } from './inline-assets.ts'
import { jsonRecords } from '../files/json-records.ts'
import { listedMessages } from './listed-messages.ts'
import { assetsOf } from './media-parts.ts'
import { neutralConversation } from './neutral-builders.ts'
import type { NeutralConversation } from '../neutral.ts'
import { emptyConversation } from './try-conversation.ts'
import { asText, type UntrustedObject } from '../untrusted.ts'
import { withoutSecrets } from './without-secrets.ts'

/** How an app that lists its chats with little beside their messages writes them. */
export type ChatList = {
  readonly source: Source
  readonly descend: readonly string[]
  readonly title: (chat: UntrustedObject) => string | null
  readonly model: (chat: UntrustedObject) => string | null
}

/** Reads the chats of such an app. They have no times, and their messages no ids. */
export function readChatList({ files }: Claim, list: ChatList): AsyncGenerator<ReadItem, void, void> {
  return jsonRecords(files, {
    descend: list.descend,
    isRecord: () => false,
    read: (chat, file) => [readItem(chat, file.name, list)],
  })
}

function readItem(chat: UntrustedObject, file: string, list: ChatList): ReadItem {
  const title = list.title(chat)
  const messages = chat['messages']
  if (!Array.isArray(messages)) return { kind: 'failed', file, code: 'not-a-conversation', item: title }
  if (messages.length === 0) return emptyConversation(file, title)
  return { kind: 'conversation', file, conversation: readChat(chat, title, list) }
}

function readChat(chat: UntrustedObject, title: string | null, list: ChatList): NeutralConversation {
  const inline = new Map(takeInlineAssets(chat).map((asset) => [asset.pointer, asset]))
  const { messages, ...rest } = chat
  const nodes = listedMessages(messages, list.model(chat))
  // The first versions of these apps count their chats.
  const id = typeof chat['id'] === 'number' ? String(chat['id']) : asText(chat['id'])
  return neutralConversation({
    source: list.source,
    sourceId: id ?? chatIdentity(title, nodes),
    title,
    nodes,
    assets: assetsOf(nodes, (pointer) => inline.get(pointer)),
    raw: withoutSecrets(rest),
  })
}
