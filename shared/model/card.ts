import { z } from 'zod'
import { CompanionId } from './ids.ts'
import { LoreEntry } from './lore.ts'
import { MemoryFields } from './memory.ts'

/** The shapes that character cards come in. */
export const CardFormat = z.enum(['v1', 'v2', 'v3', 'pygmalion', 'ooba', 'agnai', 'chub', 'faraday', 'byaf'])
export type CardFormat = z.infer<typeof CardFormat>

/** The parts of a card that can be taken in, each by itself. */
export const CardPart = z.enum([
  'name',
  'nickname',
  'picture',
  'description',
  'personality',
  'scenario',
  'greeting',
  'greetings',
  'examples',
  'style',
  'reminder',
  'depthPrompt',
  'lorebook',
  'memories',
])
export type CardPart = z.infer<typeof CardPart>

/**
 * What a text of a card tries: to deny being an AI, to set aside other instructions, to get at secrets, to reach an
 * address, or to run something.
 */
export const CardAttempt = z.enum(['denies-ai', 'overrides', 'asks-secrets', 'reaches-out', 'runs'])
export type CardAttempt = z.infer<typeof CardAttempt>

/** A part as the card has it, beside what the companion says there now. */
export const CardField = z.object({
  part: CardPart.exclude(['picture', 'lorebook', 'memories']),
  words: z.string(),
  /** Null for somebody new. */
  now: z.string().nullable(),
  /** Not seen by somebody who reads the card as most apps show it. */
  hidden: z.boolean(),
  attempts: z.array(CardAttempt),
})
export type CardField = z.infer<typeof CardField>

/** Something that stays with the card and is never sent to a model. */
export const CardRest = z.object({ path: z.string(), words: z.string(), attempts: z.array(CardAttempt) })
export type CardRest = z.infer<typeof CardRest>

/** One entry of the lorebook on a card, to be read before it is taken in. */
export const CardLore = LoreEntry.pick({
  name: true,
  keys: true,
  secondaryKeys: true,
  content: true,
  enabled: true,
  constant: true,
}).extend({ attempts: z.array(CardAttempt) })
export type CardLore = z.infer<typeof CardLore>

/** One memory on a card, to be read before it is taken in. */
export const CardMemory = MemoryFields.extend({ attempts: z.array(CardAttempt) })
export type CardMemory = z.infer<typeof CardMemory>

/** Everything that a card holds, before anything of it is taken in. */
export const CardPreview = z.object({
  format: CardFormat,
  name: z.string(),
  companionId: CompanionId.nullable(),
  fields: z.array(CardField),
  /** Of the entries so many are in the companion's lorebook already. */
  lorebook: z.object({ entries: z.array(CardLore), here: z.int() }).nullable(),
  /** Memories that were saved along; of them so many are kept here already. */
  memories: z.object({ entries: z.array(CardMemory), here: z.int() }).nullable(),
  rest: z.array(CardRest),
  picture: z.boolean(),
  /** Other files inside the card, kept with it. */
  files: z.int(),
})
export type CardPreview = z.infer<typeof CardPreview>

/** What a card is written as. */
export const CardFile = z.enum(['png', 'json', 'charx'])
export type CardFile = z.infer<typeof CardFile>
