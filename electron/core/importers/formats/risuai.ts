import { isTag } from 'domhandler'
import { eachFile } from '../files/each-file.ts'
import { readHead } from '../files/file-head.ts'
import { indexGreetings, type Greetings } from '../reading/character-greetings.ts'
import { hasClass, htmlElements } from '../files/html-elements.ts'
import { htmlText } from '../files/html-text.ts'
import { byFields, byHeading, byPage } from '../evidence.ts'
import type { Claim, Detection, Importer, ReadItem, Sample } from '../importer.ts'
import { takeInlineAssets } from '../reading/inline-assets.ts'
import { jsonRecords } from '../files/json-records.ts'
import { folderOf } from '../files/named-files.ts'
import { isRisuChatElsewhere, readRisuChat, type RisuGreeting } from './risuai-chat.ts'
import { risuCharacters, risuMark } from './risuai-save.ts'
import { baseName, type SourceFile } from '../files/source-files.ts'
import { decodeHead } from '../files/text-encoding.ts'
import { asList, asObject, asText, isObject, type UntrustedObject } from '../untrusted.ts'
import { withAssets } from '../reading/with-assets.ts'
import { emptyConversation } from '../reading/try-conversation.ts'

/**
 * RisuAI: one chat or all chats with a character as JSON, one chat as a page that carries its JSON, and its saves and
 * backups, which hold everything.
 */
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
  if (sample.kind === 'bytes') {
    const mark = risuMark(sample.head)
    return mark === null ? null : { certainty: 'certain', why: byHeading(mark) }
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
    const head = await readHead(file)
    if (risuMark(head) !== null) yield* readSave(file, all)
    else if (decodeHead(head).trimStart().startsWith('<')) yield* readPage(file)
    else yield* readJson(file, greetings)
  })
}

/** Here the greetings are at hand, and the names of those who speak: groups come last, when all are known. */
async function* readSave(file: SourceFile, all: readonly SourceFile[]): AsyncGenerator<ReadItem, void, void> {
  const names = new Map<string, string>()
  const groups: UntrustedObject[] = []
  for await (const found of risuCharacters(file, all)) {
    if (found.kind !== 'character') yield found
    else if (found.character['type'] === 'group') groups.push(found.character)
    else {
      const { chaId, name } = found.character
      if (typeof chaId === 'string' && typeof name === 'string') names.set(chaId, name)
      yield* characterItems(found.character, file, names)
    }
  }
  for (const group of groups) yield* characterItems(group, file, names)
}

function characterItems(character: UntrustedObject, file: SourceFile, names: ReadonlyMap<string, string>): ReadItem[] {
  const author = asText(character['name'])
  const alternates = asList(character['alternateGreetings'])
  const greetingAt = (index: number) => {
    const text = asText(index < 0 ? character['firstMessage'] : alternates[index])
    return text === null ? 'none' : { author, text }
  }
  return asList(character['chats']).flatMap((chat) =>
    // Every character has a chat, be it one in which nothing was ever said.
    isObject(chat) && asList(chat['message']).length === 0
      ? [emptyConversation(file.name, author)]
      : chatItems(chat, character['chatFolders'], file, greetingAt, names, author),
  )
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
  greetingAt: (index: number) => RisuGreeting | 'none' | null,
  names: ReadonlyMap<string, string> = new Map(),
  character: string | null = null,
): ReadItem[] {
  if (!isObject(chat)) return [{ kind: 'failed', file: file.name, code: 'not-a-conversation', item: null }]
  if (isRisuChatElsewhere(chat)) {
    return [{ kind: 'failed', file: file.name, code: 'risuai-elsewhere', item: asText(chat['name']) }]
  }
  const inline = takeInlineAssets(chat)
  const index = typeof chat['fmIndex'] === 'number' ? chat['fmIndex'] : -1
  const greeting = greetingAt(index)
  const said = greeting === 'none' ? null : greeting
  const conversation = withAssets(readRisuChat(chat, folders, said, names, character), () => null, inline)
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
