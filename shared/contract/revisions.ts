import { z } from 'zod'
import { Profile } from '../model/companion.ts'
import { RevisionId } from '../model/ids.ts'
import { Digest } from '../model/letter.ts'
import { Revision, RevisionOf } from '../model/revision.ts'
import { Self } from '../model/self.ts'
import { procedure } from './base.ts'

/** The words of a state that was kept. */
export const RevisionContent = z.discriminatedUnion('subject', [
  z.object({ subject: z.literal('profile'), profile: Profile }),
  z.object({ subject: z.literal('letter'), text: z.string() }),
  z.object({ subject: z.literal('digest'), digest: Digest }),
  z.object({ subject: z.literal('self'), self: Self }),
])
export type RevisionContent = z.infer<typeof RevisionContent>

const one = z.object({ id: RevisionId })

export const revisions = {
  /** Newest first, beginning with what counts now; `before` is the last row of the page above. */
  list: procedure
    .input(z.object({ of: RevisionOf, before: RevisionId.optional(), limit: z.int().min(1).max(500) }))
    .output(z.array(Revision)),
  read: procedure.input(one).output(z.object({ revision: Revision, content: RevisionContent })),
  /** Null takes the name away again. A state with a name is not written on. */
  setName: procedure.input(one.extend({ name: z.string().trim().min(1).max(120).nullable() })).output(z.void()),
  /** Makes this state the newest; the one before it stays. */
  restore: procedure.input(one).output(z.void()),
}
