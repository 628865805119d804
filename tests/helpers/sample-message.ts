import { ConversationId, MessageId } from '#shared/model/ids.ts'
import type { Message } from '#shared/model/message.ts'

/** A complete message of the companion's, changed where a test says so. */
export function sampleMessage(id: number, change: Partial<Message> = {}): Message {
  return {
    id: MessageId.parse(id),
    conversationId: ConversationId.parse(1),
    parentId: id > 1 ? MessageId.parse(id - 1) : null,
    depth: id - 1,
    role: 'assistant',
    author: null,
    companionId: null,
    createdAt: null,
    parts: [{ kind: 'text', text: `message ${id}` }],
    replyToId: null,
    state: 'complete',
    failure: null,
    hidden: false,
    deleted: false,
    model: null,
    provider: null,
    finishReason: null,
    tokens: null,
    versions: [MessageId.parse(id)],
    ...change,
  }
}
