import { indexAssets, type ChatgptAssets } from './chatgpt-assets.ts'
import { conversationsOfPage, isChatPage } from './chatgpt-page.ts'
import { readConversation } from './chatgpt-conversation.ts'
import { looksLikeMapping } from './chatgpt-mapping.ts'
import { readHead } from '../files/file-head.ts'
import { byFields, byPage } from '../evidence.ts'
import type { Claim, Detection, Importer, ReadItem, Sample } from '../importer.ts'
import { jsonItems, readSmallJson } from '../files/json-items.ts'
import { baseName, type SourceFile } from '../files/source-files.ts'
import { troubleCode } from '../files/source-trouble.ts'
import { decodeHead } from '../files/text-encoding.ts'
import { asList, asObject, asText, isObject } from '../untrusted.ts'

/** ChatGPT's data export in all its layouts, one conversation, a list of them, and decoded share pages. */
export const chatgpt: Importer = {
  id: 'chatgpt',
  descend: ['conversations', 'chats'],
  detect,
  read,
}

function detect(sample: Sample): Detection | null {
  if (sample.kind === 'text' && isChatPage(sample.head)) {
    return { certainty: 'certain', why: byPage('jsonData'), isCopy: true }
  }
  if (sample.kind !== 'json') return null
  const { shape, key, item } = sample
  // A single conversation comes member by member.
  if (shape === 'object' && key === 'mapping') {
    const certainty = looksLikeMapping(item)
    return certainty && { certainty, why: byFields('mapping', 'message') }
  }
  if (
    shape === 'object' &&
    key === 'messages' &&
    [item, ...asList(item)].some((entry) => asText(asObject(entry)['node_id']))
  ) {
    return { certainty: 'likely', why: byFields('messages', 'node_id') }
  }
  const certainty = looksLikeMapping(asObject(item)['mapping'])
  return certainty && { certainty, why: byFields('mapping', 'message') }
}

async function* read({ files, all }: Claim): AsyncGenerator<ReadItem, void, void> {
  const notes: ReadItem[] = []
  const assets = await indexAssets(all, notes)
  await noteAbsentShards(all, notes)
  yield* notes
  for (const file of files) {
    try {
      const isPage = isChatPage(decodeHead(await readHead(file)))
      yield* isPage ? readPage(file, assets) : readFile(file, assets)
    } catch (error) {
      yield { kind: 'note', file: file.name, code: troubleCode(error), item: null }
    }
  }
}

/** What follows the conversations on a page is the page's own. */
async function* readPage(file: SourceFile, assets: ChatgptAssets): AsyncGenerator<ReadItem, void, void> {
  for await (const item of readFile(conversationsOfPage(file), assets)) {
    if (item.kind === 'conversation' || item.kind === 'kept' || item.code !== 'trailing-data') yield item
  }
}

async function* readFile(file: SourceFile, assets: ChatgptAssets): AsyncGenerator<ReadItem, void, void> {
  const single: Record<string, unknown> = Object.create(null)
  let isSingle = false
  for await (const result of jsonItems(file, { descend: chatgpt.descend })) {
    if ('problem' in result) {
      const { code, index } = result.problem
      // A conversation that stands alone may be whole though its file is torn after it.
      const harmless = code === 'not-utf8' || code === 'trailing-data' || (code === 'truncated' && isSingle)
      yield { kind: harmless ? 'note' : 'failed', file: file.name, code, item: `#${index + 1}` }
      continue
    }
    const { key, value } = result.item
    if (result.shape === 'object' && key !== null && !(chatgpt.descend.includes(key) && isObject(value))) {
      single[key] = value
      isSingle ||= key === 'mapping' || key === 'messages'
    } else yield readItem(value, file, assets)
  }
  if (isSingle) yield readItem(single, file, assets)
}

function readItem(value: unknown, file: SourceFile, assets: ChatgptAssets): ReadItem {
  if (!isObject(value)) return { kind: 'failed', file: file.name, code: 'not-a-conversation', item: null }
  try {
    return { kind: 'conversation', file: file.name, conversation: readConversation(value, assets) }
  } catch {
    return { kind: 'failed', file: file.name, code: 'unreadable-conversation', item: asText(value['title']) }
  }
}

/** A manifest may list shards that never came. They cannot be read, but they must not go unsaid. */
async function noteAbsentShards(all: readonly SourceFile[], notes: ReadItem[]): Promise<void> {
  const present = new Set(all.map((file) => baseName(file.name)))
  for (const file of all) {
    if (baseName(file.name) !== 'export_manifest.json') continue
    const logical = asObject(asObject(await readSmallJson(file))['logical_files'])
    for (const name of asList(asObject(logical['conversations.json'])['files'])) {
      if (typeof name === 'string' && !present.has(baseName(name))) {
        notes.push({ kind: 'note', file: file.name, code: 'shard-absent', item: baseName(name).slice(0, 255) })
      }
    }
  }
}
