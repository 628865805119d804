import { byFields } from '../evidence.ts'
import type { Detection, Importer, Sample } from '../importer.ts'
import { readChatList, type ChatList } from '../reading/listed-chats.ts'
import { asList, asObject, asText, isObject } from '../untrusted.ts'

const list: ChatList = {
  source: 'chatbotui',
  descend: ['history'],
  title: (chat) => asText(chat['name']),
  model: (chat) => asText(asObject(chat['model'])['id']) ?? asText(chat['model']),
}

/** Chatbot UI's export of its history, of version 1 (a bare list) to 4. */
export const chatbotui: Importer = {
  id: 'chatbotui',
  descend: list.descend,
  detect,
  read: (claim) => readChatList(claim, list),
}

function detect(sample: Sample): Detection | null {
  if (sample.kind !== 'json' || (sample.shape === 'object' && sample.key !== 'history')) return null
  const chats = Array.isArray(sample.item) ? asList(sample.item) : [sample.item]
  const chat = chats.find((one) => isObject(one) && typeof one['name'] === 'string' && Array.isArray(one['messages']))
  if (!isObject(chat) || 'title' in chat) return null
  const spoken = asList(chat['messages']).some((message) => asText(asObject(message)['role']))
  const isKnown = sample.shape === 'object' && ('folderId' in chat || 'prompt' in chat)
  return spoken || isKnown
    ? { certainty: isKnown ? 'certain' : 'likely', why: byFields('history', 'name', 'messages') }
    : null
}
