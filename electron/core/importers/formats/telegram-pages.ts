import { readChatLog, type ChatMessage } from '../reading/chat-log.ts'
import type { ReadItem } from '../importer.ts'
import { folderOf, type NamedFiles } from '../files/named-files.ts'
import type { NeutralConversation } from '../neutral.ts'
import type { SourceFile } from '../files/source-files.ts'
import { troubleCode } from '../files/source-trouble.ts'
import { readTelegramPage } from './telegram-page.ts'

type Chat = { readonly file: SourceFile; readonly title: string | null; readonly messages: ChatMessage[] }

/** Names the chat of a message by its number and its second, which no two chats of an account share. */
export type FindChat = (messages: readonly ChatMessage[]) => string | null

/** Messages of a chat that are looked at to know it again. */
const lookedAt = 200

/** Reads the pages of chats. Those of one chat lie in one folder under one title, in order. */
export async function* readTelegramPages(
  pages: readonly SourceFile[],
  files: NamedFiles,
  find: FindChat,
): AsyncGenerator<ReadItem, void, void> {
  let chat: Chat | null = null
  for (const file of pages) {
    try {
      const { title, messages } = await readTelegramPage(file)
      if (chat && chat.title === title && folderOf(chat.file.name) === folderOf(file.name)) {
        for (const message of messages) chat.messages.push(message)
        continue
      }
      if (chat) yield readChat(chat, files, find)
      chat = { file, title, messages: [...messages] }
    } catch (error) {
      yield { kind: 'failed', file: file.name, code: troubleCode(error), item: null }
    }
  }
  if (chat) yield readChat(chat, files, find)
}

function readChat({ file, title, messages }: Chat, files: NamedFiles, find: FindChat): ReadItem {
  const conversation = readChatLog({
    source: 'telegram',
    id: find(messages),
    title,
    // A chat between two is called by the other one.
    isPrivate: messages.some(({ author }) => author === title),
    messages: messages.map((message) =>
      message.author !== null && message.author === title ? { ...message, side: 'them' } : message,
    ),
    raw: null,
    files,
    near: folderOf(file.name),
  })
  return { kind: 'conversation', file: file.name, conversation }
}

/** Remembers chats that say which they are, so that their pages are known as the same. */
export function createKnownChats(): { readonly add: (chat: NeutralConversation) => void; readonly find: FindChat } {
  const chats = new Map<string, string>()
  return {
    add({ sourceId, nodes }) {
      for (const { sourceId: id, createdAt } of nodes.slice(0, lookedAt)) {
        if (createdAt?.zoneKnown === true) chats.set(`${id} ${createdAt.milliseconds}`, sourceId)
      }
    },
    find(messages) {
      for (const { id, createdAt } of messages.slice(0, lookedAt)) {
        const chat = createdAt?.zoneKnown === true ? chats.get(`${id} ${createdAt.milliseconds}`) : undefined
        if (chat !== undefined) return chat
      }
      return null
    },
  }
}
