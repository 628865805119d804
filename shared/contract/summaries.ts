import { z } from 'zod'
import { CompanionId, SummaryId } from '../model/ids.ts'
import { Summary, SummaryText } from '../model/summary.ts'
import { procedure } from './base.ts'

const one = z.object({ id: SummaryId })

export const summaries = {
  /** The latest first; `before` is the last row of the page above. A sentence goes with any message that it cites. */
  list: procedure
    .input(z.object({ companionId: CompanionId, before: SummaryId.nullable(), limit: z.int().min(1).max(200) }))
    .output(z.object({ summaries: z.array(Summary), more: z.boolean() })),
  /** Tells this in place of the model's words; null brings those back. */
  update: procedure.input(z.object({ id: SummaryId, ownText: SummaryText.nullable() })).output(Summary),
  /** Out of every prompt at once, and gone from the disk when the undo has passed. */
  forget: procedure.input(one),
  restore: procedure.input(one),
}
