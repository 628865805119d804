import { z } from 'zod'
import { Conversation, Source, Tag } from './conversation.ts'
import { CompanionId, ConversationId } from './ids.ts'
import { LocalDate } from './milestone.ts'

/** Which conversations a list of the library holds; what is left out does not matter. */
export const LibraryFilter = z.object({
  /** Null for those of nobody. */
  companionId: CompanionId.nullable().optional(),
  source: Source.optional(),
  /** Any part of the name of a model that spoke in them. */
  model: z.string().max(300).optional(),
  tag: Tag.optional(),
  starred: z.boolean().optional(),
  /** Where something was said from this day on, and earlier than that one. */
  since: LocalDate.optional(),
  before: LocalDate.optional(),
  shelf: z.enum(['shown', 'archived', 'hidden']),
})
export type LibraryFilter = z.infer<typeof LibraryFilter>

/** By when they were last spoken in, by when they began, by name, or by how much was said. */
export const LibrarySort = z.enum(['latest', 'earliest', 'title', 'longest'])
export type LibrarySort = z.infer<typeof LibrarySort>

/** By what the library can be looked through, of all that is in it. */
export const LibraryFacets = z.object({
  sources: z.array(Source),
  models: z.array(z.string()),
  /** The first and the last year in which something was said; null while nothing was. */
  years: z.tuple([z.int(), z.int()]).nullable(),
  tags: z.array(Tag),
  archived: z.int(),
  hidden: z.int(),
  /** Those that belong to nobody. */
  nobodys: z.int(),
})
export type LibraryFacets = z.infer<typeof LibraryFacets>

/** Where the person put a conversation. */
export const ConversationPlace = z.object({
  id: ConversationId,
  companionId: CompanionId.nullable(),
  starred: z.boolean(),
  archived: z.boolean(),
  hidden: z.boolean(),
  mergedInto: ConversationId.nullable(),
  tags: z.array(Tag),
})
export type ConversationPlace = z.infer<typeof ConversationPlace>

/** What is done with several conversations at once; what is left out stays. */
export const LibraryChange = z.object({
  starred: z.boolean().optional(),
  archived: z.boolean().optional(),
  hidden: z.boolean().optional(),
  companionId: CompanionId.optional(),
  addTag: Tag.optional(),
  removeTag: Tag.optional(),
})
export type LibraryChange = z.infer<typeof LibraryChange>

/** What of a place was otherwise before: putting it back leaves alone what was changed since. */
export const FormerPlace = ConversationPlace.partial().required({ id: true })
export type FormerPlace = z.infer<typeof FormerPlace>

/** How many were changed, how many could not be, and where those that were had been. */
export const LibraryChanged = z.object({ changed: z.int(), left: z.int(), before: z.array(FormerPlace) })
export type LibraryChanged = z.infer<typeof LibraryChanged>

/** A conversation that was merged, and the one that it is in; whether it can be taken apart before any other. */
export const Merged = z.object({ keeps: Conversation, goes: Conversation, isLast: z.boolean() })
export type Merged = z.infer<typeof Merged>

/**
 * A conversation that is another one as well, or is in part: how many messages both have, and how many of it would be
 * added to the other; `versions` of those are said there otherwise.
 */
export const Duplicate = Merged.omit({ isLast: true }).extend({
  shared: z.int(),
  added: z.int(),
  versions: z.int(),
})
export type Duplicate = z.infer<typeof Duplicate>
