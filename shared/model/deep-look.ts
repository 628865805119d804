import { z } from 'zod'
import { CompanionId } from './ids.ts'
import { FailureCode, TokenUse } from './message.ts'
import { ModelPrice } from './provider.ts'

/** How much of a history a model reads for days: around what sounds like one, or all of it. */
export const LookSpan = z.enum(['likely', 'everything'])
export type LookSpan = z.infer<typeof LookSpan>

/** What a look would send, and what it would take; estimates are off by up to a quarter. */
export const LookEstimate = z.object({
  model: z.string(),
  provider: z.string(),
  /** Nothing leaves this network. */
  isNearby: z.boolean(),
  messages: z.int(),
  parts: z.int(),
  tokens: TokenUse,
  price: ModelPrice.nullable(),
  /** Messages that this model has read before, and that are not sent again. */
  readBefore: z.int(),
})
export type LookEstimate = z.infer<typeof LookEstimate>

/** A look that goes on, or the last one of this session. */
export const DeepLook = z.object({
  companionId: CompanionId,
  span: LookSpan,
  model: z.string(),
  state: z.enum(['running', 'done', 'stopped', 'failed']),
  parts: z.int(),
  partsDone: z.int(),
  found: z.int(),
  /** What the model told and no message holds. */
  unfound: z.int(),
  /** Parts that the model gave nothing readable for; they are read when somebody looks again. */
  unread: z.int(),
  spent: TokenUse,
  problem: FailureCode.nullable(),
})
export type DeepLook = z.infer<typeof DeepLook>
