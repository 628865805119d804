import { z } from 'zod'
import { Source } from './conversation.ts'
import { AssetId, CompanionId, ConversationId, ProviderId, Timestamp } from './ids.ts'

/** Who the companion is, in the person's words. */
export const Profile = z.object({
  name: z.string().trim().min(1).max(120),
  description: z.string().max(100_000),
  greeting: z.string().max(20_000),
})
export type Profile = z.infer<typeof Profile>

/** Which model speaks for a companion. */
export const ModelBinding = z.object({ providerId: ProviderId, model: z.string().min(1).max(300) })
export type ModelBinding = z.infer<typeof ModelBinding>

/** A colour by hue in degrees and chroma; lightness is the theme's, so that every one can be read in both. */
export const Accent = z.object({ hue: z.number().min(0).max(360), chroma: z.number().min(0).max(0.4) })
export type Accent = z.infer<typeof Accent>

/** What the words stand on where there is no picture. */
export const Paper = z.enum(['plain', 'laid', 'dotted', 'squared'])
export type Paper = z.infer<typeof Paper>

/** How a companion's space looks. Without an accent they have one of the house's; a wallpaper lies over the paper. */
export const Look = z.object({ accent: Accent.nullable(), paper: Paper, wallpaperId: AssetId.nullable() })
export type Look = z.infer<typeof Look>

export const Companion = z.object({
  id: CompanionId,
  profile: Profile,
  avatarId: AssetId.nullable(),
  binding: ModelBinding.nullable(),
  lifelongId: ConversationId,
  look: Look,
  archived: z.boolean(),
  createdAt: Timestamp,
})
export type Companion = z.infer<typeof Companion>

/**
 * A model that spoke for a companion somewhere, when first and last, and how often. `model` is null where the source
 * does not name it, the times where it gives none.
 */
export const Speaker = z.object({
  model: z.string().nullable(),
  source: Source,
  from: Timestamp.nullable(),
  to: Timestamp.nullable(),
  messages: z.int(),
})
export type Speaker = z.infer<typeof Speaker>
