import { gzipSync } from 'node:zlib'
import { encode } from '@msgpack/msgpack'
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

const sized = (bytes: Buffer): Buffer => {
  const size = Buffer.alloc(4)
  size.writeUInt32LE(bytes.length)
  return Buffer.concat([size, bytes])
}

/** A character with chats, as RisuAI saves it. */
export function risuCharacter(name: string, chats: readonly object[], more: object = {}): object {
  const greetings = { firstMessage: `I am ${name}.`, alternateGreetings: [`${name} again.`] }
  return { type: 'character', name, chaId: `id-${name}`, chats, chatFolders: [], image: '', ...greetings, ...more }
}

/** The save as one value, in each of the ways it is packed. */
export function risuSave(characters: readonly object[], how: 7 | 8 | 9): Buffer {
  const value = encode({ characters, openAIKey: 'sk-secret', botPresets: [], nothing: undefined, at: new Date(0) })
  const mark = Buffer.from(`\0RISUSAVE\0${String.fromCharCode(how)}`, 'latin1')
  return Buffer.concat([mark, how === 7 ? value : gzipSync(value)])
}

/** The save as blocks, one a character; of those in `elsewhere` it holds only where they are. */
export function risuBlocks(
  characters: readonly object[],
  isPacked: boolean,
  elsewhere: readonly string[] = [],
): Buffer {
  const block = (type: number, name: string, value: unknown) => {
    const json = Buffer.from(JSON.stringify(value))
    const nameBytes = Buffer.from(name)
    const head = Buffer.from([type, isPacked ? 1 : 0, nameBytes.length])
    return Buffer.concat([head, nameBytes, sized(isPacked ? gzipSync(json) : json)])
  }
  return Buffer.concat([
    Buffer.from('RISUSAVE\0', 'latin1'),
    block(1, 'root', { openAIKey: 'sk-secret', __directory: elsewhere }),
    block(4, 'preset', []),
    ...characters.map((one, index) => block(2, `character-${index}`, one)),
    ...elsewhere.map((name) => block(6, name, { v: 1, type: 2, name })),
    block(0, 'config', { version: 1 }),
  ])
}

/** Files one after another, as RisuAI's backup holds pictures and the save. */
export function risuBackup(files: { readonly [name: string]: Buffer }): Buffer {
  return Buffer.concat(Object.entries(files).flatMap(([name, data]) => [sized(Buffer.from(name)), sized(data)]))
}
