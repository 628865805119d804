import { z } from 'zod'
import { Companion, Look, ModelBinding, Profile, Speaker } from '../model/companion.ts'
import { AssetId, CompanionId } from '../model/ids.ts'
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
        profile: Profile.partial().optional(),
        binding: ModelBinding.nullable().optional(),
        avatarId: AssetId.nullable().optional(),
        archived: z.boolean().optional(),
        look: Look.partial().optional(),
      }),
    )
    .output(Companion),
  /** How the companion's words are read aloud on this machine. */
  speech: procedure.input(z.object({ id: CompanionId })).output(Speech),
  setSpeech: procedure.input(z.object({ id: CompanionId, speech: Speech })).output(z.void()),
  /** Who was speaking over the years: every model of every source, by when it was first heard. */
  speakers: procedure.input(z.object({ id: CompanionId })).output(z.array(Speaker)),
}
