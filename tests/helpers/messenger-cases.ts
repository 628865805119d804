import { them, you, type ChatLine } from './chat-lines.ts'
import { lineStyles, lineText } from './line-export.ts'
import { discordChannel, metaThread, qqText, signalText, telegramAccount, telegramChat } from './messenger-exports.ts'
import { chatlogList, contactTable, memoTraceTable, wechatText, weFlowSession } from './wechat-export.ts'
import { whatsappStyles, whatsappText } from './whatsapp-export.ts'

/**
 * One way to write a chat of two people. `sides` is false where it cannot tell the person from the other; `me` is what it
 * calls the person.
 */
export type MessengerCase = {
  readonly name: string
  readonly source: string
  readonly file: string
  readonly write: (lines: readonly ChatLine[]) => string
  readonly sides: boolean
  readonly me?: string
}

const json = (value: unknown) => JSON.stringify(value)
/** Every way in which a messenger's chats are written. */
export const messengerCases: readonly MessengerCase[] = [
  ...Object.keys(whatsappStyles).map((style): MessengerCase => ({
    name: `WhatsApp, ${style}`,
    source: 'whatsapp',
    file: `WhatsApp Chat with ${them}.txt`,
    write: (lines) => whatsappText(lines, style as keyof typeof whatsappStyles),
    sides: true,
  })),
  ...Object.keys(lineStyles).map((style): MessengerCase => ({
    name: `LINE, ${style}`,
    source: 'line',
    file: 'a.txt',
    write: (lines) => lineText(lines, style as keyof typeof lineStyles, them),
    sides: true,
  })),
  { name: 'Signal', source: 'signal', file: 'a.txt', write: signalText, sides: false },
  { name: 'QQ', source: 'qq', file: 'a.txt', write: (lines) => qqText([{ partner: them, lines }]), sides: true },
  {
    name: 'Telegram, a chat',
    source: 'telegram',
    file: 'result.json',
    write: (lines) => json(telegramChat(lines, them)),
    sides: true,
  },
  {
    name: 'Telegram, an account',
    source: 'telegram',
    file: 'result.json',
    write: (lines) => json(telegramAccount([telegramChat(lines, them)])),
    sides: true,
  },
  {
    name: 'Discord',
    source: 'discord',
    file: 'a.json',
    write: (lines) => json(discordChannel(lines, them)),
    sides: true,
  },
  {
    name: 'Instagram',
    source: 'meta',
    file: 'message_1.json',
    write: (lines) => json(metaThread(lines, [them, you], them)),
    sides: true,
  },
  {
    name: 'MemoTrace',
    source: 'wechat',
    file: 'a.csv',
    write: (lines) => memoTraceTable([{ partner: them, lines }]),
    sides: true,
    me: '我',
  },
  {
    name: 'a table per contact',
    source: 'wechat',
    file: 'a.csv',
    write: (lines) => contactTable(lines, them),
    sides: true,
    me: '我',
  },
  { name: 'WeFlow', source: 'wechat', file: 'a.json', write: (lines) => json(weFlowSession(lines, them)), sides: true },
  { name: 'chatlog', source: 'wechat', file: 'a.json', write: (lines) => json(chatlogList(lines, them)), sides: true },
  {
    name: 'WeChat text, moment first',
    source: 'wechat',
    file: 'a.txt',
    write: (lines) => wechatText(lines, 'moment-first'),
    sides: false,
  },
  {
    name: 'WeChat text, name first',
    source: 'wechat',
    file: 'a.txt',
    write: (lines) => wechatText(lines, 'name-first'),
    sides: false,
  },
]
