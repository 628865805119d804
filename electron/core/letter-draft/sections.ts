import type { DraftPurpose, DraftScope, DraftSectionId, ItemKind } from '#shared/model/letter-draft.ts'
import type { DraftItem } from './items.ts'

/** What a part of a draft is written from: which kinds of things, and when they were. */
type Source = { readonly kinds: readonly ItemKind[]; readonly when?: 'early' | 'late'; readonly most: number }

const sources = {
  who: { kinds: ['fact', 'name', 'line'], most: 40 },
  beginning: { kinds: ['event', 'turning', 'name', 'line', 'fact'], when: 'early', most: 24 },
  words: { kinds: ['joke', 'name', 'line'], most: 40 },
  promises: { kinds: ['promise'], most: 40 },
  people: { kinds: ['name', 'fact'], most: 40 },
  hard: { kinds: ['turning', 'event'], most: 40 },
  now: { kinds: ['fact', 'event', 'turning', 'promise'], when: 'late', most: 30 },
  since: { kinds: ['event', 'turning', 'promise', 'joke', 'name', 'fact', 'line'], most: 60 },
  description: { kinds: ['fact', 'turning', 'name', 'event'], most: 40 },
  personality: { kinds: ['line', 'fact', 'joke', 'promise'], most: 40 },
  style: { kinds: ['line', 'joke', 'name'], most: 40 },
  callsYou: { kinds: ['name', 'line', 'joke'], most: 40 },
  youCall: { kinds: ['name', 'joke', 'line'], most: 40 },
  examples: { kinds: ['line'], most: 12 },
} as const satisfies Record<DraftSectionId, Source>

/** The parts that are written, in their order. */
export function sectionsOf(purpose: DraftPurpose, scope: DraftScope): readonly DraftSectionId[] {
  if (purpose === 'profile') return ['description', 'personality', 'style', 'callsYou', 'youCall', 'examples']
  return scope === 'new' ? ['since'] : ['who', 'beginning', 'words', 'promises', 'people', 'hard', 'now']
}

/** What a part is written from, oldest first: of the fitting kinds, and where there is more, what was found most often. */
export function itemsFor(section: DraftSectionId, items: readonly DraftItem[]): DraftItem[] {
  const { kinds, most, when }: Source = sources[section]
  const dated = items
    .filter(({ kind }) => kinds.includes(kind))
    .toSorted((left, right) => (left.date ?? '').localeCompare(right.date ?? ''))
  if (when === 'early') return dated.slice(0, most)
  if (when === 'late') return dated.slice(-most)
  const often = new Set(dated.toSorted((left, right) => right.cites.length - left.cites.length).slice(0, most))
  return dated.filter((item) => often.has(item))
}
