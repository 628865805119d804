import type { Role } from '#shared/model/message.ts'
import type { Part } from '#shared/model/part.ts'
import type { ChatgptAssets } from './chatgpt-assets.ts'
import { readContent } from './chatgpt-content.ts'
import { assetId } from './chatgpt-pointers.ts'
import { fingerprint } from '../reading/fingerprint.ts'
import { readTree, type TreeNode } from '../reading/message-tree.ts'
import type { NeutralAsset, NeutralConversation, NeutralNode } from '../neutral.ts'
import { opaquePart } from '../reading/opaque-part.ts'
import { parseSourceTime } from '../reading/source-time.ts'
import { asList, asObject, asText, isObject, type UntrustedObject } from '../untrusted.ts'

/** Reads one conversation object of a ChatGPT export, whatever is missing from it. Pure but for the asset index. */
export function readConversation(value: UntrustedObject, assets: ChatgptAssets): NeutralConversation {
  const whole = isObject(value['mapping']) ? value : fromSharePage(value)
  const { mapping, ...rest } = whole
  const tree = readTree(Object.entries(asObject(mapping)), whole['current_node'], timeOf)
  const defaultModel = namedModel(whole['default_model_slug'])
  const found = new Map<string, NeutralAsset>()
  const nodes: NeutralNode[] = []
  for (const node of tree.nodes) {
    const read = readNode(node, defaultModel, assets)
    const resolved = new Map(assets.resolve(read.parts).map((asset) => [asset.pointer, asset]))
    for (const [pointer, asset] of resolved) if (!found.has(pointer)) found.set(pointer, asset)
    nodes.push({ ...read, parts: read.parts.map((part) => withNames(part, resolved)) })
  }
  return {
    source: 'chatgpt',
    sourceId: asText(whole['conversation_id']) ?? asText(whole['id']) ?? anonymousId(whole, nodes),
    title: asText(whole['title']),
    createdAt: parseSourceTime(whole['create_time']),
    updatedAt: parseSourceTime(whole['update_time']),
    archived: whole['is_archived'] === true,
    currentId: tree.currentId,
    nodes,
    assets: [...found.values()],
    raw: { ...rest, emptyNodes: tree.empty },
    keptRaw: isObject(mapping) ? null : 'no-mapping',
  }
}

function readNode(node: TreeNode, defaultModel: string | null, assets: ChatgptAssets): NeutralNode {
  if (!isObject(node.message)) return unreadableNode(node)
  const message = node.message
  const metadata = asObject(message['metadata'])
  const author = asObject(message['author'])
  const { parts, keptRaw } = readContent(message, metadata)
  const isContext = parts.length > 0 && parts.every((part) => part.kind === 'context')
  const role = isContext ? 'system' : roleOf(author['role'])
  const named = new Set(parts.flatMap((part) => ('pointer' in part && part.pointer ? [assetId(part.pointer)] : [])))
  const made = assets.madeFor(asText(message['id']) ?? node.id)
  for (const part of made) if ('pointer' in part && !named.has(assetId(part.pointer ?? ''))) parts.push(part)
  return {
    sourceId: node.id,
    parentId: node.parentId,
    role,
    author: asText(author['name']) ?? asText(asObject(author['metadata'])['real_author']),
    createdAt: timeOfMessage(message),
    parts,
    keptRaw,
    hidden: role === 'system' || metadata['is_visually_hidden_from_conversation'] === true,
    state: stateOf(message, metadata),
    model: modelOf(role, metadata, defaultModel),
    finishReason: asText(asObject(metadata['finish_details'])['type']),
    raw: rawOf(message),
  }
}

/** A node whose message is no object: kept as it is. */
function unreadableNode(node: TreeNode): NeutralNode {
  return {
    sourceId: node.id,
    parentId: node.parentId,
    role: 'system',
    author: null,
    createdAt: null,
    parts: [opaquePart('message', node.message)],
    keptRaw: true,
    hidden: false,
    state: 'complete',
    model: null,
    finishReason: null,
    raw: null,
  }
}

function roleOf(value: unknown): Role {
  if (value === 'user' || value === 'assistant' || value === 'system') return value
  return value === undefined || value === null ? 'system' : 'tool'
}

/** Who really spoke. Only an answer has a model, and a choice such as `auto` names none. */
function modelOf(role: Role, metadata: UntrustedObject, defaultModel: string | null): string | null {
  if (role === 'assistant') return namedModel(metadata['model_slug']) ?? defaultModel
  return role === 'tool' ? namedModel(metadata['model_slug']) : null
}

function namedModel(value: unknown): string | null {
  const name = asText(value)
  return name === 'auto' ? null : name
}

function stateOf(message: UntrustedObject, metadata: UntrustedObject): NeutralNode['state'] {
  if (message['status'] === 'in_progress') return 'interrupted'
  const finish = asObject(metadata['finish_details'])['type']
  return message['status'] === 'finished_partial_completion' || finish === 'interrupted' ? 'stopped' : 'complete'
}

function timeOfMessage(message: UntrustedObject) {
  return parseSourceTime(message['create_time']) ?? parseSourceTime(message['update_time'])
}

function timeOf(message: unknown): number {
  return timeOfMessage(asObject(message))?.milliseconds ?? 0
}

/** The message without its words where they stand in the parts exactly; all of it otherwise. */
function rawOf(message: UntrustedObject): unknown {
  const content = asObject(message['content'])
  const elements = asList(content['parts'])
  const plain =
    content['content_type'] === 'text' && elements.length <= 1 && elements.every((part) => typeof part === 'string')
  if (!plain) return message
  const { content: _words, ...rest } = message
  return rest
}

function withNames(part: Part, assets: ReadonlyMap<string, NeutralAsset>): Part {
  if (!('pointer' in part) || !part.pointer) return part
  const asset = assets.get(part.pointer)
  return asset ? { ...part, name: asset.name, mime: asset.mime } : part
}

/** A conversation without an id is known again by when it began and by its first node. */
function anonymousId(value: UntrustedObject, nodes: readonly NeutralNode[]): string {
  const first = nodes[0]
  return `anonymous:${fingerprint([value['create_time'], value['title'], first?.sourceId, first?.role, first?.parts])}`
}

/** A decoded share page lists its messages flat; it becomes a mapping like any other. */
function fromSharePage(value: UntrustedObject): UntrustedObject {
  const messages = asList(value['messages']).filter(isObject)
  if (messages.length === 0 || !messages.some((message) => asText(message['node_id']))) return value
  const { messages: _flat, ...rest } = value
  const mapping: Record<string, unknown> = Object.create(null)
  for (const [index, entry] of messages.entries()) {
    const { node_id: id, parent, children, role, text, ...more } = entry
    const content = { content_type: 'text', parts: [text] }
    mapping[asText(id) ?? `share-${index}`] = { parent, children, message: { ...more, author: { role }, content } }
  }
  return { ...rest, conversation_id: value['conversation_id'] ?? value['shared_conversation_id'], mapping }
}
