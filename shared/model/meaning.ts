import { z } from 'zod'
import { ModelBinding } from './companion.ts'
import { FailureCode } from './message.ts'
import { ModelPrice } from './provider.ts'

/** Why reading for meaning stands still: the person wanted it, the app ended, or a request failed. */
export const MeaningPause = z.union([z.enum(['person', 'interrupted', 'changed']), FailureCode])
export type MeaningPause = z.infer<typeof MeaningPause>

/** How far a companion's messages can be found by what they mean. */
export const MeaningStatus = z.object({
  /** Null where the connection was removed. */
  binding: ModelBinding.nullable(),
  provider: z.string().nullable(),
  state: z.enum(['running', 'paused', 'ready']),
  pause: MeaningPause.nullable(),
  /** Whether new messages are read as they are said. */
  keepsUp: z.boolean(),
  done: z.int(),
  messages: z.int(),
  /** Tokens read so far, as the provider counts them or as estimated. */
  tokens: z.int(),
  /** What the vault holds for it. */
  bytes: z.int(),
})
export type MeaningStatus = z.infer<typeof MeaningStatus>

/** What reading everything would take; `messages` and `tokens` are of what is not read yet. */
export const MeaningEstimate = z.object({
  messages: z.int(),
  tokens: z.int(),
  price: ModelPrice.nullable(),
  provider: z.string(),
  isNearby: z.boolean(),
  /** So many are read with another model already, and would be forgotten. */
  replaces: z.int(),
})
export type MeaningEstimate = z.infer<typeof MeaningEstimate>
