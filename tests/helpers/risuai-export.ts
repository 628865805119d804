import type { ChatTurn } from './chat-model.ts'

/** One chat as RisuAI keeps it. The greeting is not among its messages. */
export function risuChat(turns: readonly ChatTurn[], more: object = {}): object {
  return {
    message: turns.map(({ role, versions: [said] }, index) => ({
      role: role === 'user' ? 'user' : 'char',
      data: said?.text,
      time: said?.time,
      chatId: `message-${index}`,
      ...(role === 'user' ? {} : { saying: 'char-1', generationInfo: { model: 'gpt-4o' } }),
    })),
    note: '',
    name: 'Chat 1',
    localLore: [],
    fmIndex: -1,
    id: 'chat-1',
    folderId: null,
    ...more,
  }
}

/** The file that exports one chat, or all of a character's. */
export function risuFile(data: object | readonly object[], ver = 2): object {
  return { type: Array.isArray(data) ? 'risuAllChats' : 'risuChat', ver, data, folders: [] }
}

/** The page that exports one chat, its JSON hidden behind what it shows. */
export function risuPage(chat: object, name: string, greeting: string): string {
  const json = JSON.stringify(chat).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
  return `
    <!DOCTYPE html>
    <html>
      <head><title>${name} Chat</title><style>.idat{ display: none; }</style></head>
      <body>
        <div class="container">
          <div class="chat"><h2>${name}</h2><div><p>${greeting}</p></div></div>
          <div class="chat"><h2>User</h2><div><p>shown again</p></div></div>
        </div>
        <div class="idat">${json}</div>
      </body>`
}

/** A character card as JSON. */
export function characterCard(name: string, greeting: string, alternates: readonly string[] = []): object {
  const data = { name, first_mes: greeting, alternate_greetings: alternates, description: '' }
  return { spec: 'chara_card_v2', spec_version: '2.0', data }
}

/** A PNG that carries a character card; the checksums are left out, which readers of cards do not mind. */
export function pngCard(card: object): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const length = Buffer.alloc(4)
    length.writeUInt32BE(data.length)
    return Buffer.concat([length, Buffer.from(type), data, Buffer.alloc(4)])
  }
  const text = Buffer.from(`Chara\0${Buffer.from(JSON.stringify(card)).toString('base64')}`)
  const signature = Buffer.from('89504e470d0a1a0a', 'hex')
  return Buffer.concat([
    signature,
    chunk('IDAT', Buffer.alloc(40)),
    chunk('tEXt', text),
    chunk('IEND', Buffer.alloc(0)),
  ])
}
