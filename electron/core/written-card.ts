import { dataOf, putProfile } from './cards/card-parts.ts'
import type { CardRepository } from './cards/card-repository.ts'
import { writeJsonCard } from './cards/write-card.ts'
import { writeCardBook } from './lore/lore-file.ts'
import type { LoreRepository } from './lore/lore-repository.ts'
import type { Companion } from '#shared/model/companion.ts'

/** A companion with their lorebook as a card that other apps take, without a picture. */
export function writtenCard(
  { id, profile }: Companion,
  {
    cards,
    lore,
  }: { readonly cards: Pick<CardRepository, 'get'>; readonly lore: Pick<LoreRepository, 'settings' | 'carried'> },
): Buffer {
  const card = cards.get(id)
  const entries = lore.carried(id)
  const root = putProfile(card?.root ?? { data: {} }, profile, new Set(card?.taken))
  const book = entries.length === 0 ? {} : { character_book: writeCardBook({ ...lore.settings(id), entries }) }
  return writeJsonCard({ ...root, data: { ...dataOf(root), ...book } })
}
