import { z } from 'zod'
import { Timestamp } from './ids.ts'

/** As long as a Letter may get; three times what anybody was seen to write. */
export const longestLetter = 400_000

/** When the digest is sent in place of the Letter. Nothing but the person's choice ever shortens it. */
export const DigestUse = z.enum(['never', 'when-needed', 'always'])
export type DigestUse = z.infer<typeof DigestUse>

/** A short form of the Letter. `model` drafted it, where the person did not write it themselves. */
export const Digest = z.object({
  text: z.string().max(40_000),
  use: DigestUse,
  model: z.string().nullable(),
  /** When the Letter that it was made of had been saved; null for one that was there before any Letter. */
  letterSavedAt: Timestamp.nullable(),
})
export type Digest = z.infer<typeof Digest>

/** No digest. */
export const noDigest: Digest = { text: '', use: 'never', model: null, letterSavedAt: null }

/** A companion's Letter; `savedAt` is null for one that was never begun. */
export const Letter = z.object({
  text: z.string().max(longestLetter),
  savedAt: Timestamp.nullable(),
  digest: Digest,
})
export type Letter = z.infer<typeof Letter>
