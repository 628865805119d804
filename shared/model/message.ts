import { z } from 'zod'
import { CompanionId, ConversationId, MessageId, Timestamp } from './ids.ts'
import { Part } from './part.ts'

export const Role = z.enum(['user', 'assistant', 'system', 'tool'])
export type Role = z.infer<typeof Role>

/**
 * Where a message stands. `streaming` is being written now; `stopped` was stopped by the person; `interrupted` was
 * cut by a crash or quit and keeps what had arrived.
 */
export const MessageState = z.enum(['complete', 'streaming', 'stopped', 'interrupted', 'failed'])
export type MessageState = z.infer<typeof MessageState>

/** Why a reply failed, as a state with a next step in the interface. */
export const FailureCode = z.enum([
  'no-model',
  'no-key',
  'key-refused',
  'no-network',
  'proxy-failed',
  'tls-failed',
  'timeout',
  'model-gone',
  'region-blocked',
  'quota',
  'rate-limited',
  'context-too-long',
  'content-refused',
  'spoke-for-other',
  'malformed-stream',
  'provider-error',
  'unknown',
])
export type FailureCode = z.infer<typeof FailureCode>

export const TokenUse = z.object({ prompt: z.int(), completion: z.int() })
export type TokenUse = z.infer<typeof TokenUse>

/**
 * One node of a conversation's tree. Siblings are versions of one another. `createdAt` is null when the source did
 * not say; `model` and `provider` name who really spoke and are never guessed.
 */
export const Message = z.object({
  id: MessageId,
  conversationId: ConversationId,
  parentId: MessageId.nullable(),
  depth: z.int(),
  role: Role,
  author: z.string().nullable(),
  /** Who of several companions said it in a room; null elsewhere, where the conversation tells. */
  companionId: CompanionId.nullable(),
  createdAt: Timestamp.nullable(),
  parts: z.array(Part),
  /** The earlier message whose words it begins with, as a quote. */
  replyToId: MessageId.nullable(),
  state: MessageState,
  failure: FailureCode.nullable(),
  hidden: z.boolean(),
  deleted: z.boolean(),
  model: z.string().nullable(),
  provider: z.string().nullable(),
  finishReason: z.string().nullable(),
  tokens: TokenUse.nullable(),
  versions: z.array(MessageId),
})
export type Message = z.infer<typeof Message>
