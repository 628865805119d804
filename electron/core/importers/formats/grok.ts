import type { Role } from '#shared/model/message.ts'
import type { Part } from '#shared/model/part.ts'
import { indexAssetFiles, type AssetIndex } from '../reading/asset-index.ts'
import { chatIdentity } from '../reading/chat-identity.ts'
import { eachFile } from '../files/each-file.ts'
import { entryTree, type Entry } from '../reading/entry-tree.ts'
import { readHead } from '../files/file-head.ts'
import { isGrokArchive, readGrokArchive } from './grok-archive.ts'
import { fromHex } from '../files/hex-file.ts'
import { byFields, byHeading } from '../evidence.ts'
import type { Claim, Detection, Importer, ReadItem, Sample } from '../importer.ts'
import { jsonRecords } from '../files/json-records.ts'
import { mediaPart } from '../reading/media-parts.ts'
import { parseMongoTime } from '../reading/mongo-time.ts'
import { neutralConversation, neutralNode } from '../reading/neutral-builders.ts'
import type { NeutralConversation, NeutralNode } from '../neutral.ts'
import { createNodeNamer } from '../reading/node-identity.ts'
import { opaquePart } from '../reading/opaque-part.ts'
import { rawBeside } from '../reading/raw-beside.ts'
import { sampledRecords } from '../reading/sampled-records.ts'
import type { SourceFile } from '../files/source-files.ts'
import { decodeHead } from '../files/text-encoding.ts'
import { asList, asNumber, asObject, asText, isObject, type UntrustedObject } from '../untrusted.ts'
import { withAssets } from '../reading/with-assets.ts'

/** Grok's data export, whose uploads lie in folders named by their ids, and its chats in an archive of X. */
export const grok: Importer = { id: 'grok', descend: ['conversations'], detect, read }

function detect(sample: Sample): Detection | null {
  if (sample.kind === 'text' && isGrokArchive(sample.head)) {
    return { certainty: 'certain', why: byHeading('window.YTD.grok_chat_item') }
  }
  for (const record of sampledRecords(sample)) {
    const responses = asList(record['responses']).slice(0, 50).map(unwrapped)
    if (isObject(record['conversation']) && Array.isArray(record['responses'])) {
      return { certainty: 'certain', why: byFields('conversation', 'responses') }
    }
    if (responses.some((response) => 'sender' in response && 'message' in response)) {
      return { certainty: 'certain', why: byFields('responses', 'sender') }
    }
  }
  return null
}

async function* read({ files, all }: Claim): AsyncGenerator<ReadItem, void, void> {
  const beside = indexAssetFiles(all)
  yield* eachFile(files, async function* (file) {
    if (isGrokArchive(decodeHead(await readHead(file)))) yield* readGrokArchive(file, beside)
    else yield* readExport(file, beside)
  })
}

function readExport(exported: SourceFile, uploads: AssetIndex): AsyncGenerator<ReadItem, void, void> {
  return jsonRecords([exported], {
    descend: grok.descend,
    isRecord: (members) => Array.isArray(members['responses']),
    read: (record, { name: file }) => {
      if (!Array.isArray(record['responses'])) {
        return [{ kind: 'failed', file, code: 'not-a-conversation', item: asText(record['title']) }]
      }
      return [{ kind: 'conversation', file, conversation: readConversation(record, uploads) }]
    },
  })
}

function unwrapped(entry: unknown): UntrustedObject {
  const object = asObject(entry)
  return isObject(object['response']) ? object['response'] : object
}

function readConversation(record: UntrustedObject, uploads: AssetIndex): NeutralConversation {
  const { responses, ...rest } = record
  const about = isObject(record['conversation']) ? record['conversation'] : rest
  const tree = entryTree(entriesOf(asList(responses)), asText(about['leaf_response_id']), (value) => timeOf(value) ?? 0)
  const nodes = tree.entries.map(readNode)
  const said = neutralConversation({
    source: 'grok',
    sourceId:
      asText(about['id']) ?? asText(about['conversation_id']) ?? idInside(responses) ?? chatIdentity(about, nodes),
    title: asText(about['title']),
    createdAt: parseMongoTime(about['create_time']),
    updatedAt: parseMongoTime(about['modify_time']),
    archived: about['is_archived'] === true || about['archived'] === true,
    currentId: tree.currentId,
    nodes,
    raw: rest,
  })
  return withAssets(said, (pointer) => {
    const file = uploads.inFolder(pointer)
    return file && fromHex(file)
  })
}

function idInside(responses: unknown): string | null {
  return asText(unwrapped(asList(responses)[0])['conversation_id'])
}

/** Responses under the parent each one names; where none names any, in the order of their times. */
function entriesOf(responses: readonly unknown[]): Entry<unknown>[] {
  const isTree = responses.some((entry) => asText(unwrapped(entry)['parent_response_id']))
  const name = createNodeNamer()
  const entries: Entry<unknown>[] = []
  for (const value of isTree ? responses : byTime(responses)) {
    const said = unwrapped(value)
    const marks = {
      time: parseMongoTime(said['create_time']),
      who: String(said['sender']),
      text: String(said['message']),
    }
    entries.push({
      id: asText(said['_id']) ?? asText(said['id']) ?? asText(said['response_id']) ?? name(marks),
      parentId: isTree ? asText(said['parent_response_id']) : (entries.at(-1)?.id ?? null),
      value,
    })
  }
  return entries
}

/** In the order of time if all have one: some exports run backwards. */
function byTime(responses: readonly unknown[]): readonly unknown[] {
  const timed = responses.map((value) => ({ value, time: timeOf(value) }))
  if (timed.some(({ time }) => time === null)) return responses
  return timed.toSorted((left, right) => (left.time ?? 0) - (right.time ?? 0)).map(({ value }) => value)
}

function timeOf(value: unknown): number | null {
  return parseMongoTime(unwrapped(value)['create_time'])?.milliseconds ?? null
}

function readNode({ id, parentId, value }: Entry<unknown>): NeutralNode {
  if (!isObject(value)) {
    return neutralNode({ sourceId: id, parentId, role: 'system', parts: [opaquePart('response', value)] })
  }
  const said = unwrapped(value)
  const role = roleOf(said['sender'])
  const parts = readParts(said)
  const { response: _response, ...beside } = value
  return neutralNode({
    sourceId: id,
    parentId,
    role,
    createdAt: parseMongoTime(said['create_time']),
    parts,
    state: said['partial'] === true ? 'interrupted' : 'complete',
    model: role === 'assistant' ? asText(said['model']) : null,
    raw: { ...(said === value ? {} : beside), response: rawBeside(said, parts, ['message', 'thinking_trace']) },
  })
}

function roleOf(sender: unknown): Role {
  const name = asText(sender)?.toLowerCase()
  if (name === 'human' || name === 'user') return 'user'
  return name === 'system' || name === 'tool' ? name : 'assistant'
}

function readParts(said: UntrustedObject): Part[] {
  const parts: Part[] = []
  const thought = asText(said['thinking_trace']) ?? asText(said['thinkingTrace'])
  if (thought) parts.push({ kind: 'thought', text: thought, seconds: null })
  const message = said['message']
  if (typeof message === 'string' && message !== '') parts.push({ kind: 'text', text: message })
  else if (typeof message === 'object' && message !== null) parts.push(opaquePart('message', message))
  for (const url of asList(said['generated_image_urls'])) {
    if (typeof url === 'string') parts.push(mediaPart({ pointer: url }, 'image'))
  }
  parts.push(...asList(said['file_attachments']).map(attachment))
  for (const result of asList(said['web_search_results'])) {
    const { title, url, preview } = asObject(result)
    parts.push({ kind: 'citation', text: asText(preview) ?? '', title: asText(title), url: asText(url) })
  }
  return parts
}

function attachment(value: unknown): Part {
  if (typeof value === 'string') return mediaPart({ pointer: value })
  if (!isObject(value)) return opaquePart('attachment', value)
  const name = asText(value['file_name']) ?? asText(value['name'])
  return mediaPart({
    pointer: asText(value['file_metadata_id']) ?? asText(value['asset_id']) ?? asText(value['id']) ?? name,
    name,
    mime: asText(value['file_mime_type']) ?? asText(value['mime_type']),
    size: asNumber(value['file_size']) ?? asNumber(value['size']),
  })
}
