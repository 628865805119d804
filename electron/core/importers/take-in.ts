import type { Companion, Profile } from '#shared/model/companion.ts'
import type { CompanionId } from '#shared/model/ids.ts'
import { Profile as ProfileSchema } from '#shared/model/companion.ts'
import { AppError } from '../errors.ts'

/** Whose profile offered words go into. */
export type TakingCompanions = {
  readonly get: (id: CompanionId) => Companion
  readonly update: (change: { readonly id: CompanionId; readonly profile: Pick<Profile, 'description'> }) => unknown
}

/** Adds words at the end of a companion's profile, and answers exactly what was added. Throws INVALID_INPUT for too much. */
export function takeIn(companions: TakingCompanions, id: CompanionId, text: string): string {
  const { profile } = companions.get(id)
  const added = profile.description === '' ? text : `\n\n${text}`
  const description = profile.description + added
  if (!ProfileSchema.shape.description.safeParse(description).success) {
    throw new AppError('INVALID_INPUT', { fields: ['text'] })
  }
  companions.update({ id, profile: { description } })
  return added
}

/** Takes out again what was added. Answers false where the person has changed those words since: they are theirs now. */
export function takeOut(companions: TakingCompanions, id: CompanionId, added: string): boolean {
  const { description } = companions.get(id).profile
  const at = description.lastIndexOf(added)
  if (at === -1) return false
  const before = description.slice(0, at)
  const after = description.slice(at + added.length)
  companions.update({ id, profile: { description: before === '' ? after.replace(/^\n\n/, '') : before + after } })
  return true
}
