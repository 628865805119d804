import type { CompanionId, ConversationId, MessageId, Timestamp } from '#shared/model/ids.ts'
import type { FailureCode, Message, MessageState, Role } from '#shared/model/message.ts'
import { spokenText, type Part } from '#shared/model/part.ts'

/** A message as the store answers it. */
export type MessageRow = {
  readonly id: MessageId
  readonly conversationId: ConversationId
  readonly parentId: MessageId | null
  readonly depth: number
  readonly role: Role
  readonly author: string | null
  readonly companionId: CompanionId | null
  readonly createdAt: Timestamp | null
  readonly text: string
  readonly partsJson: string | null
  readonly replyToId: MessageId | null
  readonly state: MessageState
  readonly failure: FailureCode | null
  readonly hidden: 0 | 1
  readonly deletedAt: Timestamp | null
  readonly model: string | null
  readonly provider: string | null
  readonly finishReason: string | null
  readonly tokensPrompt: number | null
  readonly tokensCompletion: number | null
  readonly searchKey: number | null
  readonly versions: string
}

/** The columns of a `MessageRow`, of a message under the name `m`. */
export const messageColumns = `
  m.id, m.conversation_id AS conversationId, m.parent_id AS parentId, m.depth, m.role, m.author, m.companion_id AS companionId,
  m.created_at AS createdAt, m.text, m.parts_json AS partsJson, m.reply_to_id AS replyToId, m.state, m.failure, m.hidden, m.deleted_at AS deletedAt,
  m.model, m.provider, m.finish_reason AS finishReason, m.tokens_prompt AS tokensPrompt,
  m.tokens_completion AS tokensCompletion, m.search_key AS searchKey,
  (SELECT group_concat(v.id, ',' ORDER BY v.id) FROM message v
   WHERE v.conversation_id = m.conversation_id AND v.parent_id IS m.parent_id) AS versions`

/**
 * The message of a row. Not parsed by its schema: STRICT columns hold what typed code wrote, and the contract parses
 * what leaves core. A second time would add a fifth to the cost of a page.
 */
export function toMessage(row: MessageRow): Message {
  const { tokensPrompt, tokensCompletion } = row
  return {
    id: row.id,
    conversationId: row.conversationId,
    parentId: row.parentId,
    depth: row.depth,
    role: row.role,
    author: row.author,
    companionId: row.companionId,
    createdAt: row.createdAt,
    parts: readParts(row.text, row.partsJson),
    replyToId: row.replyToId,
    state: row.state,
    failure: row.failure,
    hidden: row.hidden === 1,
    deleted: row.deletedAt !== null,
    model: row.model,
    provider: row.provider,
    finishReason: row.finishReason,
    tokens:
      tokensPrompt === null || tokensCompletion === null
        ? null
        : { prompt: tokensPrompt, completion: tokensCompletion },
    versions: row.versions.split(',').map((id) => Number(id) as MessageId),
  }
}

/** How parts are stored: their spoken words, and themselves unless they are just one text. */
export function writeParts(parts: readonly Part[]): { readonly text: string; readonly partsJson: string | null } {
  const [only] = parts
  const spoken = spokenText(parts)
  // The engine keeps half a character as another one, and then the index could not be given back the words it was given.
  const text = spoken.toWellFormed()
  const plain = only === undefined || (parts.length === 1 && only.kind === 'text' && only.text !== '')
  return { text, partsJson: plain && text === spoken ? null : JSON.stringify(parts) }
}

function readParts(text: string, partsJson: string | null): Part[] {
  if (partsJson !== null) return JSON.parse(partsJson) as Part[]
  return text === '' ? [] : [{ kind: 'text', text }]
}

/** The start of spoken words as lists show it. */
export function previewOf(text: string): string {
  return Array.from(text.slice(0, 400).replace(/\s+/gu, ' ').trim()).slice(0, 160).join('')
}
