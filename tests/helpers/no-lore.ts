import type { Lore } from '#core/lore/lore.ts'

/** Lorebooks of companions who have none. */
export const noLore: Pick<Lore, 'fire' | 'depth'> = { fire: () => ({ budget: 0, fired: [] }), depth: () => 0 }

/** The same, as a prompt takes it. */
export const nothingFired = { budget: 0, entries: [] }
