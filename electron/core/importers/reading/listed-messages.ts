import { chatRole } from './chat-role.ts'
import { messageContent, toolCalls } from './message-content.ts'
import { messageRows } from './message-rows.ts'
import { inOneLine, neutralNode } from './neutral-builders.ts'
import type { NeutralNode } from '../neutral.ts'
import { createNodeNamer } from './node-identity.ts'
import { rawBeside } from './raw-beside.ts'

/**
 * Messages of an app that keeps nothing of them but role and content, in one line. Which model answered is only told of
 * the conversation as a whole.
 */
export function listedMessages(list: unknown, model: string | null): NeutralNode[] {
  const name = createNodeNamer()
  const nodes = messageRows(list).map((message) => {
    const role = chatRole(message['role'])
    const isAnswer = role === 'assistant'
    const parts = [...messageContent(message['content'], isAnswer), ...toolCalls(message['tool_calls'])]
    return neutralNode({
      sourceId: name({ time: null, who: role, text: JSON.stringify(message['content']) ?? '' }),
      role,
      parts,
      hidden: role === 'system',
      model: isAnswer ? model : null,
      raw: rawBeside(message, parts, ['content']),
    })
  })
  return inOneLine(nodes)
}
