import type { Letters } from '#core/companions/letters.ts'
import type { Memories } from '#core/memory/memories.ts'
import type { SelfProfile } from '#core/companions/self.ts'
import { Profile, type Companion } from '#shared/model/companion.ts'
import type { CompanionId } from '#shared/model/ids.ts'
import type { OfferPlace } from '#shared/model/import-run.ts'
import { Letter } from '#shared/model/letter.ts'
import { MemoryFields } from '#shared/model/memory.ts'
import { Self } from '#shared/model/self.ts'
import { AppError } from '../errors.ts'

/** Where offered words can go: a companion's profile, Letter or memories, or the person's own profile. */
export type Takers = {
  readonly companions: {
    readonly get: (id: CompanionId) => Companion
    readonly update: (change: { readonly id: CompanionId; readonly profile: Pick<Profile, 'description'> }) => unknown
  }
  readonly letters: Pick<Letters, 'get' | 'save'>
  readonly self: Pick<SelfProfile, 'get' | 'update'>
  readonly memories: Pick<Memories, 'propose' | 'withdraw'>
}

/** Every place but the memories, which are many and each a thing of its own. */
type TextPlace = Exclude<OfferPlace, 'memories'>

/** One text that takes words in, as far as it has room for them. */
type Place = {
  readonly text: string
  readonly holds: (text: string) => boolean
  readonly write: (text: string) => void
}

const between = '\n\n'

function placeOf({ companions, letters, self }: Takers, companionId: CompanionId, into: TextPlace): Place {
  switch (into) {
    case 'profile':
      return {
        text: companions.get(companionId).profile.description,
        holds: (text) => Profile.shape.description.safeParse(text).success,
        write: (description) => companions.update({ id: companionId, profile: { description } }),
      }
    case 'letter':
      return {
        text: letters.get(companionId).text,
        holds: (text) => Letter.shape.text.safeParse(text).success,
        write: (text) => letters.save({ companionId, text }),
      }
    case 'self':
      return {
        text: self.get().about,
        holds: (text) => Self.shape.about.safeParse(text).success,
        write: (about) => self.update({ about }),
      }
  }
}

/** Adds words at the end of a place. Throws INVALID_INPUT where it would hold too much. */
export function takeIn(takers: Takers, id: CompanionId, into: OfferPlace, words: string): void {
  if (into === 'memories') {
    takers.companions.get(id)
    for (const text of eachMemory(words)) takers.memories.propose({ companionId: id, text })
    return
  }
  const place = placeOf(takers, id, into)
  const text = place.text === '' ? words : place.text + between + words
  if (!place.holds(text)) throw new AppError('INVALID_INPUT', { fields: ['text'] })
  place.write(text)
}

/** Takes them out again. Answers false where the person has changed them since: they are theirs now. */
export function takeOut(takers: Takers, id: CompanionId, into: OfferPlace, words: string): boolean {
  if (into === 'memories') return takers.memories.withdraw({ companionId: id, texts: eachMemory(words) })
  const { text, write } = placeOf(takers, id, into)
  const at = text.lastIndexOf(words)
  if (at === -1) return false
  const before = text.slice(0, at)
  const after = text.slice(at + words.length)
  const rest = before.endsWith(between)
    ? before.slice(0, -between.length) + after
    : before + (before === '' && after.startsWith(between) ? after.slice(between.length) : after)
  write(rest)
  return true
}

/** Apps list what they remember, one thing a line. Throws INVALID_INPUT where one is longer than a memory may be. */
function eachMemory(words: string): string[] {
  const texts = words
    .split('\n')
    .map((line) => line.replace(/^\s*(?:[-*•]|\d+[.)])\s+/u, '').trim())
    .filter((line) => line !== '')
  const isHeld = texts.length > 0 && texts.every((text) => MemoryFields.shape.text.safeParse(text).success)
  if (!isHeld) throw new AppError('INVALID_INPUT', { fields: ['text'] })
  return texts
}
