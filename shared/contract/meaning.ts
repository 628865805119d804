import { z } from 'zod'
import { ModelBinding } from '../model/companion.ts'
import { CompanionId } from '../model/ids.ts'
import { MeaningEstimate, MeaningStatus } from '../model/meaning.ts'
import { procedure } from './base.ts'

const one = z.object({ companionId: CompanionId })

export const meaning = {
  /** Null where it was never begun, or was forgotten. */
  status: procedure.input(one).output(MeaningStatus.nullable()),
  estimate: procedure.input(one.extend({ binding: ModelBinding })).output(MeaningEstimate),
  /** Sends the companion's messages to the model, a few at a time. With another model, what was read before is forgotten. */
  start: procedure.input(one.extend({ binding: ModelBinding, keepsUp: z.boolean() })).output(MeaningStatus),
  pause: procedure.input(one).output(MeaningStatus),
  /** Goes on with what is not read yet. */
  resume: procedure.input(one).output(MeaningStatus),
  setKeepsUp: procedure.input(one.extend({ keepsUp: z.boolean() })).output(MeaningStatus),
  /** Drops all that was read, and asks nobody any more. */
  forget: procedure.input(one).output(z.void()),
}
