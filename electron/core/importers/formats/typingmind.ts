import { entryTree } from '../reading/entry-tree.ts'
import { firstTime } from '../reading/first-time.ts'
import { byFields } from '../evidence.ts'
import type { Claim, Detection, Importer, ReadItem, Sample } from '../importer.ts'
import { takeInlineAssets } from '../reading/inline-assets.ts'
import { eachFile } from '../files/each-file.ts'
import { jsonRows } from '../files/json-rows.ts'
import { assetsOf } from '../reading/media-parts.ts'
import { neutralConversation } from '../reading/neutral-builders.ts'
import type { NeutralConversation } from '../neutral.ts'
import { parseSourceTime } from '../reading/source-time.ts'
import { emptyConversation, tryConversation } from '../reading/try-conversation.ts'
import { chatEntries, readMessage } from './typingmind-messages.ts'
import { asList, asObject, asText, isObject, type UntrustedObject } from '../untrusted.ts'
import { withoutSecrets } from '../reading/without-secrets.ts'

const members = ['data']

/** TypingMind's backup of its data. */
export const typingmind: Importer = { id: 'typingmind', descend: [], descendThrough: members, detect, read }

function detect(sample: Sample): Detection | null {
  if (sample.kind !== 'json' || sample.key !== 'data') return null
  const chats = asObject(sample.item)['chats']
  if (!Array.isArray(chats)) return null
  const known = chats.some((chat) => 'chatID' in asObject(chat) || 'chatTitle' in asObject(chat))
  return { certainty: known ? 'certain' : 'likely', why: byFields('data', 'chats') }
}

function read({ files }: Claim): AsyncGenerator<ReadItem, void, void> {
  return eachFile(files, async function* (file) {
    for await (const row of jsonRows(file, members)) {
      if (row.kind !== 'row') yield row
      else if (row.key === 'chats' && row.listed) yield readItem(asObject(row.value), file.name)
    }
  })
}

function readItem(chat: UntrustedObject, file: string): ReadItem {
  const title = asText(chat['chatTitle']) ?? asText(chat['title'])
  const messages = asList(chat['messages'])
  if (!Array.isArray(chat['messages'])) return { kind: 'failed', file, code: 'not-a-conversation', item: title }
  if (messages.length === 0) return emptyConversation(file, title)
  return tryConversation(file, title, () => readChat(chat, title))
}

function readChat(chat: UntrustedObject, title: string | null): NeutralConversation {
  const inline = new Map(takeInlineAssets(chat).map((asset) => [asset.pointer, asset]))
  const { messages, ...rest } = chat
  const model = isObject(chat['model']) ? asText(chat['model']['id']) : asText(chat['model'])
  const { entries, current } = chatEntries(messages)
  const tree = entryTree(entries, current, () => 0)
  const nodes = tree.entries.map((entry) => readMessage(entry, model))
  return neutralConversation({
    source: 'typingmind',
    sourceId: asText(chat['chatID']) ?? asText(chat['id']) ?? `anonymous:${nodes[0]?.sourceId ?? ''}`,
    title,
    createdAt: parseSourceTime(chat['createdAt']) ?? firstTime(nodes),
    updatedAt: parseSourceTime(chat['updatedAt']),
    currentId: tree.currentId,
    nodes,
    assets: assetsOf(nodes, (pointer) => inline.get(pointer)),
    raw: withoutSecrets(rest),
  })
}
