import { byFields } from '../evidence.ts'
import type { Detection, Importer, Sample } from '../importer.ts'
import { readChatList, type ChatList } from '../reading/listed-chats.ts'
import { asList, asObject, asText, isObject } from '../untrusted.ts'

const list: ChatList = {
  source: 'betterchatgpt',
  descend: ['chats'],
  title: (chat) => asText(chat['title']),
  model: (chat) => asText(asObject(chat['config'])['model']),
}

/** BetterChatGPT's export of its chats; version 1 is a bare list. */
export const betterchatgpt: Importer = {
  id: 'betterchatgpt',
  descend: list.descend,
  detect,
  read: (claim) => readChatList(claim, list),
}

function detect(sample: Sample): Detection | null {
  if (sample.kind !== 'json' || (sample.shape === 'object' && sample.key !== 'chats')) return null
  const chats = Array.isArray(sample.item) ? asList(sample.item) : [sample.item]
  const marks = ['titleSet', 'config']
  const chat = chats.find((one) => isObject(one) && Array.isArray(one['messages']) && marks.some((mark) => mark in one))
  if (!isObject(chat)) return null
  const isSure = marks.every((mark) => mark in chat) && typeof chat['title'] === 'string'
  return { certainty: isSure ? 'certain' : 'likely', why: byFields('chats', 'titleSet', 'config') }
}
