import { chatRole } from '../reading/chat-role.ts'
import type { Entry } from '../reading/entry-tree.ts'
import { messageContent, toolCalls } from '../reading/message-content.ts'
import { messageRows } from '../reading/message-rows.ts'
import { neutralNode } from '../reading/neutral-builders.ts'
import type { NeutralNode } from '../neutral.ts'
import { createNodeNamer } from '../reading/node-identity.ts'
import { rawBeside } from '../reading/raw-beside.ts'
import { parseSourceTime } from '../reading/source-time.ts'
import { asList, asObject, asText, type UntrustedObject } from '../untrusted.ts'

/** One message, with the model that a group of answers names for it. */
export type ChatRow = { readonly message: UntrustedObject; readonly model: string | null }

/** Members under which a row that is no message itself holds the answers of several models, or earlier versions. */
const groups = ['responses', 'threads', 'messages'] as const

/** The messages of a chat in order. Where several models answered, the talk goes on from the first. */
export function chatEntries(list: unknown): {
  readonly entries: readonly Entry<ChatRow>[]
  readonly current: string | null
} {
  const name = createNodeNamer()
  const entries: Entry<ChatRow>[] = []

  function add(row: ChatRow, parentId: string | null): string {
    const { message } = row
    const time = parseSourceTime(message['createdAt'])
    const text = JSON.stringify(message['content']) ?? ''
    const id =
      asText(message['uuid']) ?? asText(message['id']) ?? name({ time, who: asText(message['role']) ?? '', text })
    entries.push({ id, parentId, value: row })
    return id
  }

  let last: string | null = null
  for (const message of messageRows(list)) {
    const group = groups.find((key) => Array.isArray(message[key]))
    if (group === undefined || asText(message['role'])) {
      last = add({ message, model: null }, last)
      continue
    }
    const { [group]: members, ...about } = message
    // What the group says of itself is kept with the first of its messages.
    let kept: UntrustedObject | null = about
    const ends: string[] = []
    for (const version of versionsOf(members)) {
      let end = last
      for (const inner of version.messages) {
        end = add({ message: kept ? { ...inner, group: kept } : inner, model: version.model }, end)
        kept = null
      }
      if (end !== null && end !== last) ends.push(end)
    }
    last = ends[0] ?? last
  }
  return { entries, current: last }
}

/** Each member of a group is a thread of messages, or one message. */
function versionsOf(members: unknown): { readonly model: string | null; readonly messages: UntrustedObject[] }[] {
  return messageRows(members).map((member) => {
    const inner = asList(member['messages'])
    return { model: modelOf(member), messages: inner.length > 0 ? messageRows(inner) : [member] }
  })
}

/** Reads one message; `model` is the one that the chat is held with. */
export function readMessage({ id, parentId, value }: Entry<ChatRow>, model: string | null): NeutralNode {
  const { message } = value
  const role = chatRole(message['role'])
  const isAnswer = role === 'assistant'
  const parts = [...messageContent(message['content'], isAnswer), ...toolCalls(message['tool_calls'])]
  return neutralNode({
    sourceId: id,
    parentId,
    role,
    createdAt: parseSourceTime(message['createdAt']),
    parts,
    // Examples for the model, which the app never shows.
    hidden: role === 'system' || message['type'] === 'training-message',
    model: isAnswer ? (modelOf(message) ?? value.model ?? model) : null,
    raw: rawBeside(message, parts, ['content']),
  })
}

function modelOf(row: UntrustedObject): string | null {
  return asText(row['model']) ?? asText(asObject(row['model'])['id'])
}
