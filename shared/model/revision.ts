import { z } from 'zod'
import { CompanionId, RevisionId, Timestamp } from './ids.ts'

/** Whose words are kept as they were: a companion's profile, Letter or digest of it, or the person's own profile. */
export const RevisionOf = z.discriminatedUnion('subject', [
  z.object({ subject: z.enum(['profile', 'letter', 'digest']), companionId: CompanionId }),
  z.object({ subject: z.literal('self') }),
])
export type RevisionOf = z.infer<typeof RevisionOf>

/** A state that was kept, without its words. `name` makes it a snapshot; `length` is in characters. */
export const Revision = z.object({
  id: RevisionId,
  name: z.string().nullable(),
  begunAt: Timestamp,
  savedAt: Timestamp,
  length: z.int(),
})
export type Revision = z.infer<typeof Revision>
