import { z } from 'zod'
import { Companion, Look, ModelBinding, Parameters, Profile, ProfileChange, Speaker } from '../model/companion.ts'
import { AssetId, CompanionId } from '../model/ids.ts'
import { SelfShare } from '../model/self.ts'
import { Speech } from '../model/speech.ts'
import { procedure } from './base.ts'

export const companions = {
  list: procedure.output(z.array(Companion)),
  get: procedure.input(z.object({ id: CompanionId })).output(Companion),
  /** Makes the companion together with its lifelong thread, which opens with the greeting where there is one. */
  create: procedure.input(z.object({ profile: Profile, binding: ModelBinding.nullable() })).output(Companion),
  update: procedure
    .input(
      z.object({
        id: CompanionId,
        profile: ProfileChange.optional(),
        binding: ModelBinding.nullable().optional(),
        avatarId: AssetId.nullable().optional(),
        archived: z.boolean().optional(),
        look: Look.partial().optional(),
        fallbacks: z.array(ModelBinding).max(8).optional(),
        parameters: Parameters.partial().optional(),
        gallery: z.array(AssetId).max(200).optional(),
        knows: SelfShare.partial().optional(),
      }),
    )
    .output(Companion),
  /** Makes another with the same profile, Letter, look and models, and a thread of its own. */
  duplicate: procedure.input(z.object({ id: CompanionId, name: Profile.shape.name })).output(Companion),
  /** How the companion's words are read aloud on this machine. */
  speech: procedure.input(z.object({ id: CompanionId })).output(Speech),
  setSpeech: procedure.input(z.object({ id: CompanionId, speech: Speech })).output(z.void()),
  /** Who was speaking over the years: every model of every source, by when it was first heard. */
  speakers: procedure.input(z.object({ id: CompanionId })).output(z.array(Speaker)),
}
