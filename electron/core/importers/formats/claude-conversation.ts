import type { Role } from '#shared/model/message.ts'
import { isPlainClaude, readClaudeParts } from './claude-content.ts'
import { entryTree, type Entry } from '../reading/entry-tree.ts'
import { assetsOf } from '../reading/media-parts.ts'
import { neutralConversation, neutralNode } from '../reading/neutral-builders.ts'
import type { NeutralConversation, NeutralNode } from '../neutral.ts'
import { createNodeNamer } from '../reading/node-identity.ts'
import { opaquePart } from '../reading/opaque-part.ts'
import { parseSourceTime } from '../reading/source-time.ts'
import { asList, asNumber, asObject, asText, isObject, type UntrustedObject } from '../untrusted.ts'

/** Reads one conversation of a Claude export, or a shared snapshot of one. */
export function readClaudeConversation(value: UntrustedObject): NeutralConversation {
  const { chat_messages: messages, ...rest } = value
  const model = asText(value['model'])
  const tree = entryTree(linked(asList(messages)), asText(value['current_leaf_message_uuid']), timeOf)
  const nodes = tree.entries.map((entry) => readNode(entry, model))
  return neutralConversation({
    source: 'claude',
    sourceId: asText(value['conversation_uuid']) ?? asText(value['uuid']) ?? `anonymous:${nodes[0]?.sourceId ?? ''}`,
    title: asText(value['name']) ?? asText(value['snapshot_name']),
    createdAt: parseSourceTime(value['created_at']),
    updatedAt: parseSourceTime(value['updated_at']),
    currentId: tree.currentId,
    nodes,
    assets: assetsOf(nodes),
    raw: rest,
  })
}

/** Messages with the parent each one names; where none names any, each follows the one before it. */
function linked(messages: readonly unknown[]): Entry<unknown>[] {
  const name = createNodeNamer()
  const isTree = messages.some((message) => asText(asObject(message)['parent_message_uuid']))
  const entries: Entry<unknown>[] = []
  for (const message of inOrder(messages, isTree)) {
    const said = asObject(message)
    const marks = { time: parseSourceTime(said['created_at']), who: String(said['sender']), text: textOf(message) }
    const namesParent = isTree && 'parent_message_uuid' in said
    entries.push({
      id: asText(said['uuid']) ?? name(marks),
      parentId: namesParent ? asText(said['parent_message_uuid']) : (entries.at(-1)?.id ?? null),
      value: message,
    })
  }
  return entries
}

/** By index where all have one; versions by time where all have one; else as they stand. */
function inOrder(messages: readonly unknown[], isTree: boolean): readonly unknown[] {
  const by = (rank: (message: unknown) => number | null): readonly unknown[] | null => {
    const ranked = messages.map((message) => ({ message, rank: rank(message) }))
    if (ranked.some((one) => one.rank === null)) return null
    return ranked.toSorted((left, right) => (left.rank ?? 0) - (right.rank ?? 0)).map((one) => one.message)
  }
  const indexed = by((message) => asNumber(asObject(message)['index']))
  return indexed ?? (isTree ? by((message) => timeOf(message) || null) : null) ?? messages
}

function readNode({ id, parentId, value: message }: Entry<unknown>, model: string | null): NeutralNode {
  if (!isObject(message)) {
    return neutralNode({ sourceId: id, parentId, role: 'system', parts: [opaquePart('message', message)] })
  }
  const role = roleOf(message['sender'])
  const { content: _content, text: _text, ...rest } = message
  return neutralNode({
    sourceId: id,
    parentId,
    role,
    createdAt: parseSourceTime(message['created_at']),
    parts: readClaudeParts(message),
    state: message['truncated'] === true || message['stop_reason'] === 'user_canceled' ? 'stopped' : 'complete',
    model: role === 'assistant' ? (asText(message['model']) ?? model) : null,
    finishReason: asText(message['stop_reason']),
    raw: isPlainClaude(message) ? rest : message,
  })
}

function roleOf(sender: unknown): Role {
  if (sender === 'human' || sender === 'user') return 'user'
  return sender === 'system' || sender === 'tool' ? sender : 'assistant'
}

function timeOf(message: unknown): number {
  return parseSourceTime(asObject(message)['created_at'])?.milliseconds ?? 0
}

function textOf(message: unknown): string {
  const { text, content } = asObject(message)
  return JSON.stringify([text, content])
}
