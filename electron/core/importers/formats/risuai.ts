import { isTag } from 'domhandler'
import { eachFile } from '../files/each-file.ts'
import { readHead } from '../files/file-head.ts'
import { indexGreetings, type Greetings } from '../reading/character-greetings.ts'
import { hasClass, htmlElements } from '../files/html-elements.ts'
import { htmlText } from '../files/html-text.ts'
import { byFields, byPage } from '../evidence.ts'
import type { Claim, Detection, Importer, ReadItem, Sample } from '../importer.ts'
import { takeInlineAssets } from '../reading/inline-assets.ts'
import { jsonRecords } from '../files/json-records.ts'
import { folderOf } from '../files/named-files.ts'
import { readRisuChat, type RisuGreeting } from './risuai-chat.ts'
import { baseName, type SourceFile } from '../files/source-files.ts'
import { decodeHead } from '../files/text-encoding.ts'
import { asObject, isObject, type UntrustedObject } from '../untrusted.ts'
import { withAssets } from '../reading/with-assets.ts'

/** RisuAI: one chat or all chats with a character as JSON, and one chat as a page that carries its JSON. */
export const risuai: Importer = {
  id: 'risuai',
  descend: [],
  detect,
  read,
}

function detect(sample: Sample): Detection | null {
  if (sample.kind === 'json') {
    return sample.shape === 'object' && sample.key === 'type' && isRisu(sample.item)
      ? { certainty: 'certain', why: byFields('type: risuChat') }
      : null
  }
  if (sample.kind !== 'text') return null
  return /<div class="idat">|\.idat\s*\{/.test(sample.head) ? { certainty: 'certain', why: byPage('idat') } : null
}

async function* read({ files, all }: Claim): AsyncGenerator<ReadItem, void, void> {
  // Looking into every picture of a large export would take minutes, and cards lie beside their chats.
  const chats = new Set(files.map((file) => file.name))
  const folders = new Set(files.map((file) => folderOf(file.name)))
  const isCard = ({ name }: SourceFile) => folders.has(folderOf(name)) || baseName(name) === 'card.json'
  const greetings = await indexGreetings(all.filter((file) => !chats.has(file.name) && isCard(file)))
  yield* eachFile(files, async function* (file) {
    const head = decodeHead(await readHead(file)).trimStart()
    if (head.startsWith('<')) yield* readPage(file)
    else yield* readJson(file, greetings)
  })
}

function readJson(file: SourceFile, greetings: Greetings): AsyncGenerator<ReadItem, void, void> {
  return jsonRecords([file], {
    descend: [],
    isRecord: ({ type, data }) => isRisu(type) && data !== undefined,
    read({ data, folders }) {
      const chats = Array.isArray(data) ? data : [data]
      return chats.flatMap((chat) =>
        chatItems(chat, folders, file, (index) => greetings.of(baseName(file.name), index)),
      )
    },
  })
}

/** The page shows what the JSON in it leaves out: the greeting stands before everything else. */
async function* readPage(file: SourceFile): AsyncGenerator<ReadItem, void, void> {
  let greeting: RisuGreeting | null = null
  let isFirst = true
  for await (const element of htmlElements(file, ({ attributes }) =>
    /^(?:chat|idat)$/.test(attributes['class'] ?? ''),
  )) {
    if (hasClass(element, 'idat')) {
      yield* chatItems(parseChat(htmlText(element.children)), null, file, () => greeting)
      return
    }
    if (!isFirst) continue
    isFirst = false
    const [name, words] = element.children.filter((child) => isTag(child))
    if (name && words) greeting = { author: htmlText([name]) || null, text: htmlText([words]) }
  }
  yield { kind: 'failed', file: file.name, code: 'unreadable-conversation', item: null }
}

function chatItems(
  chat: unknown,
  folders: unknown,
  file: SourceFile,
  greetingAt: (index: number) => RisuGreeting | null,
): ReadItem[] {
  if (!isObject(chat)) return [{ kind: 'failed', file: file.name, code: 'not-a-conversation', item: null }]
  const inline = takeInlineAssets(chat)
  const index = typeof chat['fmIndex'] === 'number' ? chat['fmIndex'] : -1
  const greeting = greetingAt(index)
  const conversation = withAssets(readRisuChat(chat, folders, greeting), () => null, inline)
  const items: ReadItem[] = [{ kind: 'conversation', file: file.name, conversation }]
  if (!greeting) items.push({ kind: 'note', file: file.name, code: 'greeting-elsewhere', item: conversation.title })
  return items
}

function parseChat(text: string): UntrustedObject | null {
  try {
    return asObject(JSON.parse(text))
  } catch {
    return null
  }
}

function isRisu(type: unknown): boolean {
  return type === 'risuChat' || type === 'risuAllChats'
}
