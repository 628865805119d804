import { z } from 'zod'
import { AssetId } from './ids.ts'

/** A picture of the vault that goes to a model with the words of a message. */
export const SentPicture = z.object({ assetId: AssetId, width: z.number().nullable(), height: z.number().nullable() })
export type SentPicture = z.infer<typeof SentPicture>

/** What a picture whose size nobody knows is taken to cost: as much as a large one. */
const mostTokens = 1_600

/**
 * Estimates the tokens of a picture: one for 750 pixels, as Anthropic counts; OpenAI and Google come to something near
 * it. All of them shrink what is larger first.
 */
export function pictureTokens({ width, height }: Pick<SentPicture, 'width' | 'height'>): number {
  if (width === null || height === null) return mostTokens
  return Math.min(mostTokens, Math.max(85, Math.ceil((width * height) / 750)))
}
