import { z } from 'zod'
import { CompanionId, Timestamp } from '../model/ids.ts'
import { Digest, Letter } from '../model/letter.ts'
import { ModelBinding } from '../model/companion.ts'
import { WindowSource } from '../model/prompt.ts'
import { ModelPrice } from '../model/provider.ts'
import { procedure } from './base.ts'

/** A model that reads the Letter, and what it has room for. Tokens are estimates. */
export const LetterReader = z.object({
  binding: ModelBinding,
  provider: z.string(),
  window: z.int(),
  windowFrom: WindowSource,
  room: z.int(),
  price: ModelPrice.nullable(),
  isDemo: z.boolean(),
})
export type LetterReader = z.infer<typeof LetterReader>

const whose = z.object({ companionId: CompanionId })

export const letter = {
  get: procedure.input(whose).output(Letter),
  /**
   * Answers once the words are on the disk. `base` is when the words were saved that these were made from: where
   * somebody else wrote meanwhile, both are kept.
   */
  save: procedure
    .input(whose.extend({ text: Letter.shape.text, base: Timestamp.nullable().optional() }))
    .output(z.object({ savedAt: Timestamp })),
  saveDigest: procedure
    .input(whose.extend({ digest: Digest.pick({ text: true, use: true }).partial() }))
    .output(Letter),
  /** Has the companion's model draft the digest, which is not sent before the person says so. */
  draftDigest: procedure.input(whose).output(Letter),
  /** The companion's model and those after it. */
  readers: procedure.input(whose).output(z.array(LetterReader)),
}
