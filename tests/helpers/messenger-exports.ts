import { wallParts, type ChatLine } from './chat-lines.ts'

/** A chat as tools write it out of Signal. */
export function signalText(lines: readonly ChatLine[]): string {
  return lines
    .map(({ name, text, time }) => {
      const at = wallParts(time)
      return `[${at.year}-${at.longMonth}-${at.longDay}, ${at.hour}:${at.minute}] ${name}: ${text}`
    })
    .join('\n')
}

/** Chats as QQ writes them, each in its section; everybody has an account number. */
export function qqText(chats: readonly { readonly partner: string; readonly lines: readonly ChatLine[] }[]): string {
  const ruler = '='.repeat(64)
  const written = ['消息记录（此消息记录为文本格式，不支持重新导入）', '']
  for (const { partner, lines } of chats) {
    written.push(ruler, '消息分组:我的好友', ruler, `消息对象:${partner}`, ruler, '')
    for (const { name, text, time } of lines) {
      const at = wallParts(time)
      const stamp = `${at.year}-${at.longMonth}-${at.longDay} ${Number(at.hour)}:${at.minute}:00`
      written.push(`${stamp} ${name}(${10_001 + name.length})`, text, '')
    }
  }
  return written.join('\r\n')
}

/** One chat as Telegram Desktop writes it. `partnerId` is the other person's, and the chat's. */
export function telegramChat(lines: readonly ChatLine[], partner: string, partnerId = 77) {
  return {
    name: partner,
    type: 'personal_chat',
    id: partnerId,
    messages: lines.map(({ name, text, time }, index) => ({
      id: index + 1,
      type: 'message',
      date: new Date(time).toISOString().slice(0, 19),
      date_unixtime: String(time / 1_000),
      from: name,
      from_id: name === partner ? `user${partnerId}` : 'user5',
      text: index % 2 === 0 ? text : [text.slice(0, 3), { type: 'bold', text: text.slice(3) }],
      text_entities: [{ type: 'plain', text }],
    })),
  }
}

/** An account with all of its chats as Telegram Desktop writes it. */
export function telegramAccount(chats: readonly unknown[]) {
  return {
    about: 'Here is the data you requested.',
    personal_information: { user_id: 5, first_name: 'Sam' },
    contacts: { list: [] },
    chats: { about: 'This page lists all chats.', list: chats },
    left_chats: { about: 'Left.', list: [] },
  }
}

/** A direct chat as DiscordChatExporter writes it. */
export function discordChannel(lines: readonly ChatLine[], partner: string) {
  return {
    guild: { id: '0', name: 'Direct Messages', iconUrl: '' },
    channel: { id: '901', type: 'DirectTextChat', categoryId: null, category: null, name: partner, topic: null },
    dateRange: { after: null, before: null },
    exportedAt: '2025-01-01T00:00:00+00:00',
    messages: lines.map(({ name, text, time }, index) => ({
      id: String(1_000 + index),
      type: 'Default',
      timestamp: new Date(time).toISOString(),
      timestampEdited: null,
      isPinned: false,
      content: text,
      author: { id: String(name.length), name, nickname: name, isBot: false, roles: [] },
      attachments: [],
      embeds: [],
      stickers: [],
      reactions: [],
      mentions: [],
    })),
    messageCount: lines.length,
  }
}

/** A thread as Instagram and Facebook write it: newest first, each byte of UTF-8 as a character of its own. */
export function metaThread(lines: readonly ChatLine[], people: readonly string[], title: string) {
  const mangled = (text: string) => Buffer.from(text, 'utf8').toString('latin1')
  return {
    participants: people.map((name) => ({ name: mangled(name) })),
    messages: lines
      .map(({ name, text, time }) => ({
        sender_name: mangled(name),
        timestamp_ms: time,
        content: mangled(text),
        is_geoblocked_for_viewer: false,
      }))
      .toReversed(),
    title: mangled(title),
    is_still_participant: true,
    thread_path: 'inbox/mia_17',
    magic_words: [],
  }
}

/** One page of a chat as Telegram Desktop writes it; who follows themselves is not named again. */
export function telegramPage(lines: readonly ChatLine[], partner: string, first = 1): string {
  let above = ''
  const messages = lines.map(({ name, text, time }, index) => {
    const at = new Date(time).toISOString()
    const [year, month, day] = at.slice(0, 10).split('-')
    const head = name === above ? '' : `<div class="from_name">\n${name}\n</div>`
    const joined = name === above ? ' joined' : ''
    above = name
    return (
      `<div class="message default clearfix${joined}" id="message${first + index}">\n<div class="body">\n` +
      `<div class="pull_right date details" title="${day}.${month}.${year} ${at.slice(11, 19)} UTC+00:00">\n` +
      `${at.slice(11, 16)}\n</div>\n${head}\n<div class="text">\n${text.replaceAll('\n', '<br>')}\n</div>\n</div>\n</div>`
    )
  })
  return (
    '<!DOCTYPE html>\n<html>\n<head>\n<meta charset="utf-8"/>\n<title>Exported Data</title>\n</head>\n<body>\n' +
    `<div class="page_wrap">\n<div class="page_header">\n<div class="content">\n<div class="text bold">\n${partner}\n` +
    '</div>\n</div>\n</div>\n<div class="page_body chat_page">\n<div class="history">\n' +
    '<div class="message service" id="message-1">\n<div class="body details">\n1 May 2024\n</div>\n</div>\n' +
    `${messages.join('\n')}\n</div>\n</div>\n</div>\n</body>\n</html>\n`
  )
}

/** One chat as QQ Chat Exporter writes it. */
export function qqChat(lines: readonly ChatLine[], partner: string) {
  return {
    metadata: { name: 'QQChatExporter', version: '4.0.0' },
    chatInfo: { name: partner, type: 'private' },
    statistics: { totalMessages: lines.length },
    messages: lines.map(({ name, text, time }, index) => ({
      id: `73${index}`,
      seq: String(index),
      timestamp: time,
      sender: { uid: `u_${name.length}`, uin: String(10_001 + name.length), name },
      type: 'type_1',
      content: { text, html: text, elements: [{ type: 'text', data: { text } }], resources: [] as object[] },
      recalled: false,
      system: false,
    })),
  }
}
