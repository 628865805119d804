import type { Companion, Profile } from '#shared/model/companion.ts'
import type { CompanionId } from '#shared/model/ids.ts'
import { Profile as ProfileSchema } from '#shared/model/companion.ts'
import { AppError } from '../errors.ts'

/** Whose profile offered words go into. */
export type TakingCompanions = {
  readonly get: (id: CompanionId) => Companion
  readonly update: (change: { readonly id: CompanionId; readonly profile: Pick<Profile, 'description'> }) => unknown
}

const between = '\n\n'

/** Adds words at the end of a companion's profile. Throws INVALID_INPUT where it would hold too much. */
export function takeIn(companions: TakingCompanions, id: CompanionId, words: string): void {
  const { profile } = companions.get(id)
  const description = profile.description === '' ? words : profile.description + between + words
  if (!ProfileSchema.shape.description.safeParse(description).success) {
    throw new AppError('INVALID_INPUT', { fields: ['text'] })
  }
  companions.update({ id, profile: { description } })
}

/** Takes them out again. Answers false where the person has changed them since: they are theirs now. */
export function takeOut(companions: TakingCompanions, id: CompanionId, words: string): boolean {
  const { description } = companions.get(id).profile
  const at = description.lastIndexOf(words)
  if (at === -1) return false
  const before = description.slice(0, at)
  const after = description.slice(at + words.length)
  const rest = before.endsWith(between)
    ? before.slice(0, -between.length) + after
    : before + (before === '' && after.startsWith(between) ? after.slice(between.length) : after)
  companions.update({ id, profile: { description: rest } })
  return true
}
