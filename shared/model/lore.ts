import { z } from 'zod'
import { CompanionId, LoreEntryId } from './ids.ts'

/** How secondary keys decide, once one of the keys was found. */
export const LoreLogic = z.enum(['any', 'all', 'not-any', 'not-all'])
export type LoreLogic = z.infer<typeof LoreLogic>

/** Where an entry is told: among what they know, before or after the rest of it, or close to the latest words. */
export const LorePlace = z.enum(['before', 'after', 'depth'])
export type LorePlace = z.infer<typeof LorePlace>

const key = z.string().max(2_000)
const whole = z.int().min(-1_000_000_000).max(1_000_000_000)

/** Background that is told when one of its keys is spoken of, by the rules that cards and world-info files share. */
export const LoreEntry = z.object({
  name: z.string().max(500),
  keys: z.array(key).max(500),
  secondaryKeys: z.array(key).max(500),
  logic: LoreLogic,
  /** Whether secondary keys count at all. */
  selective: z.boolean(),
  content: z.string().max(200_000),
  enabled: z.boolean(),
  /** Told whatever is spoken of. */
  constant: z.boolean(),
  /** Lower is told earlier. */
  order: whole,
  /** Where the budget is short, higher stays. */
  priority: whole,
  place: LorePlace,
  /** Messages from the end, for the place `depth`. */
  depth: z.int().min(0).max(1_000),
  /** Null goes by the book. */
  caseSensitive: z.boolean().nullable(),
  wholeWords: z.boolean().nullable(),
  scanDepth: z.int().min(0).max(1_000).nullable(),
  /** Keys are patterns, such as `/rose(s)?/i`. */
  useRegex: z.boolean(),
  /** In a hundred. */
  probability: z.int().min(0).max(100),
  /** Not found by what other entries say. */
  excludeRecursion: z.boolean(),
  /** Finds no other entries by what it says. */
  preventRecursion: z.boolean(),
  /** Found by what other entries say, and by nothing else. */
  delayUntilRecursion: z.boolean(),
})
export type LoreEntry = z.infer<typeof LoreEntry>

/** An entry that says nothing yet. */
export const emptyLoreEntry: LoreEntry = {
  name: '',
  keys: [],
  secondaryKeys: [],
  logic: 'any',
  selective: false,
  content: '',
  enabled: true,
  constant: false,
  order: 100,
  priority: 0,
  place: 'before',
  depth: 4,
  caseSensitive: null,
  wholeWords: null,
  scanDepth: null,
  useRegex: false,
  probability: 100,
  excludeRecursion: false,
  preventRecursion: false,
  delayUntilRecursion: false,
}

/** What holds for a whole lorebook. */
export const LoreSettings = z.object({
  name: z.string().max(500),
  description: z.string().max(20_000),
  /** Messages looked at, from the end. */
  scanDepth: z.int().min(0).max(1_000),
  /** Tokens of all that is told; null leaves it to the model's room. */
  tokenBudget: z.int().min(0).max(1_000_000).nullable(),
  /** Whether what entries say finds others. */
  recursive: z.boolean(),
  caseSensitive: z.boolean(),
  wholeWords: z.boolean(),
})
export type LoreSettings = z.infer<typeof LoreSettings>

/** The usual ones. */
export const plainLoreSettings: LoreSettings = {
  name: '',
  description: '',
  scanDepth: 4,
  tokenBudget: null,
  recursive: false,
  caseSensitive: false,
  wholeWords: true,
}

export const StoredLoreEntry = LoreEntry.extend({ id: LoreEntryId })
export type StoredLoreEntry = z.infer<typeof StoredLoreEntry>

/** An entry in a list, without most of its words. */
export const LoreHead = LoreEntry.pick({ name: true, keys: true, enabled: true, constant: true }).extend({
  id: LoreEntryId,
  /** The beginning of what it says. */
  start: z.string(),
  tokens: z.int(),
})
export type LoreHead = z.infer<typeof LoreHead>

export const Lorebook = z.object({ companionId: CompanionId, settings: LoreSettings, entries: z.array(LoreHead) })
export type Lorebook = z.infer<typeof Lorebook>

/** Why an entry is told: a key that was found, because it always is, or because another entry spoke of it. */
export const LoreCause = z.object({
  kind: z.enum(['key', 'constant', 'recursion']),
  key: z.string().nullable(),
})
export type LoreCause = z.infer<typeof LoreCause>

/** An entry that is told, or would be if there were room. */
export const FiredLore = z.object({
  id: LoreEntryId,
  name: z.string(),
  cause: LoreCause,
  tokens: z.int(),
  told: z.boolean(),
})
export type FiredLore = z.infer<typeof FiredLore>

/** What entries a text would make the companion be told. */
export const LoreTrial = z.object({
  fired: z.array(FiredLore),
  /** Patterns that cannot be matched safely, and are not. */
  refused: z.array(z.string()),
  tokens: z.int(),
  budget: z.int(),
})
export type LoreTrial = z.infer<typeof LoreTrial>

/** The files that lorebooks are carried in. */
export const LoreFormat = z.enum(['card', 'sillytavern', 'agnai', 'risu', 'novelai'])
export type LoreFormat = z.infer<typeof LoreFormat>
