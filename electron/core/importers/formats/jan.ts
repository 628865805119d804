import type { Part } from '#shared/model/part.ts'
import { chatRole } from '../reading/chat-role.ts'
import { eachFile } from '../files/each-file.ts'
import { entryTree, type Entry } from '../reading/entry-tree.ts'
import { firstTime } from '../reading/first-time.ts'
import { byFields } from '../evidence.ts'
import type { Claim, Detection, Importer, ReadItem, Sample } from '../importer.ts'
import { takeInlineAssets } from '../reading/inline-assets.ts'
import { readSmallJson } from '../files/json-items.ts'
import { jsonLines } from '../files/json-lines.ts'
import { assetsOf } from '../reading/media-parts.ts'
import { messageContent } from '../reading/message-content.ts'
import { messageRows } from '../reading/message-rows.ts'
import { neutralConversation, neutralNode } from '../reading/neutral-builders.ts'
import type { NeutralConversation, NeutralNode } from '../neutral.ts'
import { createNodeNamer } from '../reading/node-identity.ts'
import { rawBeside } from '../reading/raw-beside.ts'
import { baseName, type SourceFile } from '../files/source-files.ts'
import { parseSourceTime, type SourceTime } from '../reading/source-time.ts'
import { tryConversation } from '../reading/try-conversation.ts'
import { ulidTime } from '../reading/ulid-time.ts'
import { asList, asObject, asText, type UntrustedObject } from '../untrusted.ts'
import { withoutSecrets } from '../reading/without-secrets.ts'

/** Jan's threads: a folder for each, with its messages line by line and what it is beside them. */
export const jan: Importer = { id: 'jan', descend: [], detect, read }

function detect(sample: Sample): Detection | null {
  if (sample.kind !== 'line' || asObject(sample.item)['object'] !== 'thread.message') return null
  return { certainty: 'certain', why: byFields('object: thread.message') }
}

function read({ files, all }: Claim): AsyncGenerator<ReadItem, void, void> {
  const beside = new Map(all.map((file) => [file.name, file]))
  return eachFile(files, (file) => readFile(file, beside))
}

async function* readFile(
  file: SourceFile,
  beside: ReadonlyMap<string, SourceFile>,
): AsyncGenerator<ReadItem, void, void> {
  const folder = file.name.slice(0, file.name.length - baseName(file.name).length)
  const about = beside.get(`${folder}thread.json`)
  const thread = asObject(about && (await readSmallJson(about)))
  const rows: unknown[] = []
  for await (const line of jsonLines(file)) {
    if ('value' in line) rows.push(line.value)
    else yield { kind: 'failed', file: file.name, code: line.problem, item: `#${line.index + 1}` }
  }
  const ownId = asText(thread['id'])
  const threads = Map.groupBy(messageRows(rows), (message) => asText(message['thread_id']) ?? ownId)
  for (const [id, messages] of threads) {
    const told = ownId === null || id === ownId ? thread : {}
    yield tryConversation(file.name, asText(told['title']), () => readThread(id ?? folder, told, messages))
  }
}

function readThread(id: string, thread: UntrustedObject, messages: readonly UntrustedObject[]): NeutralConversation {
  const inline = new Map(takeInlineAssets(messages).map((asset) => [asset.pointer, asset]))
  const name = createNodeNamer()
  let last: string | null = null
  const entries = messages.map((value): Entry<UntrustedObject> => {
    const text = JSON.stringify(value['content']) ?? ''
    const own = asText(value['id']) ?? name({ time: timeOf(value), who: asText(value['role']) ?? '', text })
    const entry = { id: own, parentId: last, value }
    last = own
    return entry
  })
  const tree = entryTree(entries, last, () => 0)
  const assistant = asObject(asList(thread['assistants'])[0])
  const nodes = tree.entries.map((entry) => readMessage(entry, assistant))
  return neutralConversation({
    source: 'jan',
    sourceId: id,
    title: asText(thread['title']),
    createdAt: parseSourceTime(thread['created']) ?? firstTime(nodes),
    updatedAt: parseSourceTime(thread['updated']),
    currentId: tree.currentId,
    nodes,
    assets: assetsOf(nodes, (pointer) => inline.get(pointer)),
    raw: withoutSecrets(thread),
  })
}

/** Messages do not say which model answered; the thread says which one it is held with. */
function readMessage({ id, parentId, value }: Entry<UntrustedObject>, assistant: UntrustedObject): NeutralNode {
  const role = chatRole(value['role'])
  const isAnswer = role === 'assistant'
  const metadata = asObject(value['metadata'])
  const parts = [...messageContent(value['content'], isAnswer), ...asList(metadata['tool_calls']).flatMap(toolParts)]
  return neutralNode({
    sourceId: id,
    parentId,
    role,
    author: isAnswer ? asText(assistant['name']) : null,
    createdAt: timeOf(value),
    parts,
    hidden: role === 'system',
    state: value['status'] === 'stopped' ? 'stopped' : value['status'] === 'pending' ? 'interrupted' : 'complete',
    model: isAnswer ? asText(asObject(assistant['model'])['id']) : null,
    raw: rawBeside(value, parts, []),
  })
}

/** Since version 0.6 the times are 0, and only the id tells when it was made. */
function timeOf(message: UntrustedObject): SourceTime | null {
  return parseSourceTime(message['created_at']) ?? ulidTime(message['id']) ?? parseSourceTime(message['completed_at'])
}

function toolParts(value: unknown): Part[] {
  const call = asObject(value)
  const tool = asObject(asObject(call['tool'])['function'])
  const name = asText(tool['name'])
  const asked: Part = {
    kind: 'tool_call',
    text: asText(tool['arguments']) ?? JSON.stringify(tool['arguments'] ?? {}),
    name,
  }
  const response = call['response']
  if (response === undefined || response === null) return [asked]
  const texts = asList(asObject(response)['content']).map((part) => asText(asObject(part)['text']))
  const told = texts.filter((text) => text !== null).join('\n')
  return [asked, { kind: 'tool_result', text: told || (asText(response) ?? JSON.stringify(response)), name }]
}
