import type { CompactEmoji } from 'emojibase'
import type { Language } from '#shared/languages.ts'

/** An emoji with its name and the other words it is found by. */
export type Emoji = { readonly emoji: string; readonly name: string; readonly words: string }

/** The groups of Unicode, without the components (2), in their order. */
export const emojiGroups = [
  'smileys',
  'people',
  'animals',
  'food',
  'travel',
  'activities',
  'objects',
  'symbols',
  'flags',
] as const
export type EmojiGroup = (typeof emojiGroups)[number]

/** All emoji by group, in the order of Unicode. */
export type EmojiBook = Readonly<Record<EmojiGroup, readonly Emoji[]>>

const groupNumbers: Readonly<Record<EmojiGroup, number>> = {
  smileys: 0,
  people: 1,
  animals: 3,
  food: 4,
  travel: 5,
  activities: 6,
  objects: 7,
  symbols: 8,
  flags: 9,
}

const books: Record<Language, () => Promise<{ readonly default: readonly CompactEmoji[] }>> = {
  en: () => import('emojibase-data/en/compact.json'),
  'zh-Hans': () => import('emojibase-data/zh/compact.json'),
  'zh-Hant': () => import('emojibase-data/zh-hant/compact.json'),
}

/** The emoji with their names in a language; the lists are large, so they come when they are first wanted. */
export async function loadEmoji(language: Language): Promise<EmojiBook> {
  const { default: list } = await books[language]()
  const sorted = list.toSorted((one, other) => (one.order ?? 0) - (other.order ?? 0))
  const of = (group: EmojiGroup) =>
    sorted.filter((entry) => entry.group === groupNumbers[group]).map((entry) => toEmoji(entry))
  return Object.fromEntries(emojiGroups.map((group) => [group, of(group)])) as Record<EmojiGroup, Emoji[]>
}

function toEmoji({ unicode, label, tags = [], emoticon = [] }: CompactEmoji): Emoji {
  return { emoji: unicode, name: label, words: [label, ...tags, emoticon].flat().join('\n').toLowerCase() }
}

/** The emoji that some words find: those named so first, then those that have to do with it. */
export function findEmoji(book: EmojiBook, query: string, limit: number): readonly Emoji[] {
  const terms = query.trim().toLowerCase().split(/\s+/u)
  const all = emojiGroups.flatMap((group) => book[group])
  const found = all.filter(({ words, emoji }) => emoji === query.trim() || terms.every((term) => words.includes(term)))
  const isNamed = ({ name }: Emoji) => Number(!name.toLowerCase().includes(query.trim().toLowerCase()))
  return found.toSorted((one, other) => isNamed(one) - isNamed(other)).slice(0, limit)
}
