import { excerpt } from '#shared/excerpt.ts'
import type { Companion } from '#shared/model/companion.ts'
import { shownSelf, type Self } from '#shared/model/self.ts'
import { oneLine } from '#shared/one-line.ts'

const longestName = 60

/**
 * What the two are called where a model is asked about them; `person` stands for somebody without a name. They stand
 * among what is asked, and a card may bring any text as a name.
 */
export function namesOf(
  { profile, knows }: Pick<Companion, 'profile' | 'knows'>,
  { self, person }: { readonly self: Self; readonly person: string },
): { readonly user: string; readonly char: string } {
  const named = (name: string) => excerpt(oneLine(name), longestName)
  return { user: named(shownSelf(self, knows).name || profile.callsYou || person), char: named(profile.name) }
}
