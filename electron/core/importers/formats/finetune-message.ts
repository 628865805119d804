import type { Role } from '#shared/model/message.ts'
import type { Part } from '#shared/model/part.ts'
import { chatRole } from '../reading/chat-role.ts'
import { messageContent } from '../reading/message-content.ts'
import { neutralNode } from '../reading/neutral-builders.ts'
import type { NeutralNode } from '../neutral.ts'
import type { createNodeNamer } from '../reading/node-identity.ts'
import { opaquePart } from '../reading/opaque-part.ts'
import { rawBeside } from '../reading/raw-beside.ts'
import { asList, asObject, asText, isObject, type UntrustedObject } from '../untrusted.ts'

const members = new Set(
  'role content name weight tool_calls tool_call_id function_call refusal audio reasoning_content thinking annotations'.split(
    ' ',
  ),
)

/** Whether a value is a message as chat APIs take it, with nothing that only an app would write. */
export function isApiMessage(value: unknown): boolean {
  return isObject(value) && typeof value['role'] === 'string' && Object.keys(value).every((key) => members.has(key))
}

/** Reads one message as chat APIs take it; calls of tools are parts of the answer that made them. */
export function readApiMessage(value: unknown, name: ReturnType<typeof createNodeNamer>): NeutralNode {
  const message = isObject(value) ? value : { content: value }
  const role = apiRole(message['role'])
  const { parts, isRaw } = partsOf(message, role)
  return neutralNode({
    sourceId: name({ time: null, who: role, text: JSON.stringify([message['content'], message['tool_calls']]) }),
    role,
    author: asText(message['name']),
    parts,
    hidden: role === 'system',
    keptRaw: isRaw,
    raw: rawBeside(message, parts, ['content', 'reasoning_content']),
  })
}

function apiRole(value: unknown): Role {
  return value === 'developer' ? 'system' : chatRole(value)
}

function partsOf(message: UntrustedObject, role: Role): { readonly parts: Part[]; readonly isRaw: boolean } {
  const thought = asText(message['reasoning_content'])
  const refusal = asText(message['refusal'])
  const words = messageContent(message['content'], role === 'assistant').map((part): Part =>
    role === 'tool' && part.kind === 'text'
      ? { kind: 'tool_result', text: part.text, name: asText(message['name']) }
      : part,
  )
  const called = [...asList(message['tool_calls']), message['function_call']].flatMap(callPart)
  const parts: Part[] = thought === null ? [] : [{ kind: 'thought', text: thought, seconds: null }]
  parts.push(...words, ...called)
  if (refusal !== null) parts.push({ kind: 'text', text: refusal })
  return { parts, isRaw: parts.some((part) => part.kind === 'opaque') }
}

function callPart(value: unknown): Part[] {
  if (value === undefined || value === null) return []
  const call = asObject(asObject(value)['function'] ?? value)
  const name = asText(call['name'])
  const text = asText(call['arguments'])
  return [name === null ? opaquePart('tool_call', value) : { kind: 'tool_call', name, text: text ?? '' }]
}
