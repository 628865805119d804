import { eachFile } from '../files/each-file.ts'
import { readChatJson } from '../reading/chat-json.ts'
import { byFields, byPage } from '../evidence.ts'
import type { Claim, Detection, Importer, ReadItem, Sample } from '../importer.ts'
import { jsonItems } from '../files/json-items.ts'
import { nameFiles, type NamedFiles } from '../files/named-files.ts'
import { scalarText } from '../reading/scalar-text.ts'
import { readHead } from '../files/file-head.ts'
import type { SourceFile } from '../files/source-files.ts'
import { looksLikeTelegramPage } from './telegram-page.ts'
import { createKnownChats, readTelegramPages } from './telegram-pages.ts'
import { decodeHead } from '../files/text-encoding.ts'
import { readTelegramChat } from './telegram-chat.ts'
import { asList, asObject, asText, isObject, type UntrustedObject } from '../untrusted.ts'

/** The members of an account that list its chats; all chats together may be larger than what can be held at once. */
const chatLists = ['chats', 'left_chats']

/** Telegram Desktop’s exports: one chat, or an account with all of its chats, as JSON or as pages. */
export const telegram: Importer = {
  id: 'telegram',
  descend: ['messages'],
  descendThrough: chatLists,
  detect,
  read,
}

function detect(sample: Sample): Detection | null {
  if (sample.kind === 'text' && looksLikeTelegramPage(sample.head)) {
    return { certainty: 'certain', why: byPage('history', 'message') }
  }
  if (sample.kind !== 'json' || sample.shape !== 'object') return null
  const { key, item } = sample
  if (key === 'messages') {
    const isTelegram = (Array.isArray(item) ? item : [item]).some((one) => isMessage(asObject(one)))
    return isTelegram ? { certainty: 'certain', why: byFields('date_unixtime', 'from_id') } : null
  }
  if (key === 'personal_information' && asObject(item)['user_id'] !== undefined) {
    return { certainty: 'likely', why: byFields('personal_information', 'user_id') }
  }
  if (key === null || !chatLists.includes(key)) return null
  const chats = asList(asObject(item)['list'])
  const isList = chats.some((chat) => asList(asObject(chat)['messages']).some((one) => isMessage(asObject(one))))
  return isList ? { certainty: 'certain', why: byFields('chats', 'list') } : null
}

function isMessage(item: UntrustedObject): boolean {
  const isTyped = item['type'] === 'message' || item['type'] === 'service'
  return isTyped && (item['date_unixtime'] !== undefined || asText(item['from_id'] ?? item['actor_id']) !== null)
}

/** Pages come last: one chat may be here in both forms, and only the other one says which it is. */
async function* read({ files, all }: Claim): AsyncGenerator<ReadItem, void, void> {
  const named = nameFiles(all)
  const pages = new Set<SourceFile>()
  for (const file of files) if (await isPage(file)) pages.add(file)
  const chats = createKnownChats()
  const exported = files.filter((file) => !pages.has(file))
  for await (const item of eachFile(exported, (file) => readFile(file, named))) {
    if (item.kind === 'conversation' && pages.size > 0) chats.add(item.conversation)
    yield item
  }
  yield* readTelegramPages([...pages], named, chats.find)
}

/** What cannot be opened is no page; whoever reads it says why. */
async function isPage(file: SourceFile): Promise<boolean> {
  const head = await readHead(file).catch(() => Buffer.alloc(0))
  return looksLikeTelegramPage(decodeHead(head))
}

async function* readFile(file: SourceFile, files: NamedFiles): AsyncGenerator<ReadItem, void, void> {
  if (!(await isAccount(file))) {
    const { members, messages, notes } = await readChatJson(file)
    yield* notes
    yield {
      kind: 'conversation',
      file: file.name,
      conversation: readTelegramChat(members, messages, { file, files, you: null }),
    }
    return
  }
  let you: string | null = null
  for await (const result of jsonItems(file, { descendThrough: chatLists })) {
    if ('problem' in result) {
      yield { kind: 'failed', file: file.name, code: result.problem.code, item: `#${result.problem.index + 1}` }
      continue
    }
    const { key, value, listed } = result.item
    if (key === 'personal_information') you = userId(asObject(value)['user_id'])
    if (key === 'list' && listed) yield readListed(value, { file, files, you })
  }
}

type Setting = { readonly file: SourceFile; readonly files: NamedFiles; readonly you: string | null }

function readListed(chat: unknown, setting: Setting): ReadItem {
  const { file } = setting
  if (!isObject(chat)) return { kind: 'failed', file: file.name, code: 'not-a-conversation', item: null }
  const { messages, ...members } = chat
  try {
    const conversation = readTelegramChat(members, asList(messages).filter(isObject), setting)
    return { kind: 'conversation', file: file.name, conversation }
  } catch {
    return { kind: 'failed', file: file.name, code: 'unreadable-conversation', item: asText(chat['name']) }
  }
}

/** An account says so before it comes to any message. */
async function isAccount(file: SourceFile): Promise<boolean> {
  for await (const result of jsonItems(file, { descend: ['messages'], descendThrough: chatLists })) {
    if ('problem' in result) continue
    const { key } = result.item
    if (key === 'messages') return false
    if (key === 'list' || key === 'personal_information') return true
  }
  return false
}

function userId(value: unknown): string | null {
  const id = scalarText(value)
  return id === null ? null : `user${id}`
}
