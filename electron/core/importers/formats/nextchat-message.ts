import type { Part } from '#shared/model/part.ts'
import { chatRole } from '../reading/chat-role.ts'
import type { Entry } from '../reading/entry-tree.ts'
import { mediaPart } from '../reading/media-parts.ts'
import { messageContent } from '../reading/message-content.ts'
import { neutralNode } from '../reading/neutral-builders.ts'
import type { NeutralNode } from '../neutral.ts'
import { rawBeside } from '../reading/raw-beside.ts'
import type { SourceTime } from '../reading/source-time.ts'
import { asList, asObject, asText, type UntrustedObject } from '../untrusted.ts'

type Setting = {
  readonly timeOf: (written: string) => SourceTime | null
  /** What the mask calls who answers. */
  readonly persona: string | null
  /** Stands before the talk because the mask put it there. */
  readonly isPreset: boolean
}

/** Reads one message of a NextChat session, or one that its mask puts before it. */
export function readMessage(
  { id, parentId, value }: Entry<UntrustedObject>,
  { timeOf, persona, isPreset }: Setting,
): NeutralNode {
  const role = chatRole(value['role'])
  const isAnswer = role === 'assistant'
  const parts = readParts(value, isAnswer)
  return neutralNode({
    sourceId: id,
    parentId,
    role,
    author: isAnswer ? persona : null,
    createdAt: timeOf(asText(value['date']) ?? ''),
    parts,
    hidden: isPreset || role === 'system',
    state: value['streaming'] === true ? 'interrupted' : 'complete',
    model: isAnswer ? asText(value['model']) : null,
    raw: rawBeside(value, parts, ['content']),
  })
}

function readParts(message: UntrustedObject, isAnswer: boolean): Part[] {
  const content = message['content']
  const parts: Part[] =
    message['isError'] === true && typeof content === 'string'
      ? [{ kind: 'error', text: content }]
      : messageContent(content, isAnswer)
  for (const tool of asList(message['tools']).map(asObject)) {
    const { name, arguments: asked } = asObject(tool['function'])
    parts.push({ kind: 'tool_call', text: asText(asked) ?? '', name: asText(name) })
    const told = asText(tool['content']) ?? asText(tool['errorMsg'])
    if (told) parts.push({ kind: 'tool_result', text: told, name: asText(name) })
  }
  const sound = asText(message['audio_url'])
  if (sound) parts.push(mediaPart({ pointer: sound }, 'audio'))
  return parts
}
