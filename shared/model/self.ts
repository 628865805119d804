import { z } from 'zod'
import { plainName } from '../plain-name.ts'

/** The person's own profile, in their words. */
export const Self = z.object({
  name: z.string().trim().max(120).overwrite(plainName),
  pronouns: z.string().max(120),
  about: z.string().max(100_000),
})
export type Self = z.infer<typeof Self>

/** A person of whom nothing is known. */
export const unknownSelf: Self = { name: '', pronouns: '', about: '' }

/** Which parts of the person's profile a companion may know. */
export const SelfShare = z.object({ name: z.boolean(), pronouns: z.boolean(), about: z.boolean() })
export type SelfShare = z.infer<typeof SelfShare>

/** What a new companion may know: how to address the person, and nothing of their life. */
export const plainShare: SelfShare = { name: true, pronouns: true, about: false }

/** The person as one companion may know them. */
export function shownSelf(self: Self, share: SelfShare): Self {
  return {
    name: share.name ? self.name : '',
    pronouns: share.pronouns ? self.pronouns : '',
    about: share.about ? self.about : '',
  }
}
