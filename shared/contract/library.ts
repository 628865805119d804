import { z } from 'zod'
import { Conversation } from '../model/conversation.ts'
import { ConversationId } from '../model/ids.ts'
import {
  Duplicate,
  FormerPlace,
  LibraryChange,
  LibraryChanged,
  LibraryFacets,
  LibraryFilter,
  LibrarySort,
  Merged,
} from '../model/library.ts'
import { procedure } from './base.ts'

/** More conversations than anybody has; a change of all of them is one. */
const ids = z.array(ConversationId).max(100_000)

export const library = {
  /** Which there are, in order; their rows are asked for as they come into view. */
  order: procedure.input(z.object({ filter: LibraryFilter, sort: LibrarySort })).output(z.array(ConversationId)),
  rows: procedure.input(z.object({ ids: ids.max(200) })).output(z.array(Conversation)),
  facets: procedure.output(LibraryFacets),
  change: procedure.input(z.object({ ids, change: LibraryChange })).output(LibraryChanged),
  /** Undoes a change, or a merging. */
  putBack: procedure.input(z.object({ places: z.array(FormerPlace).max(100_000) })).output(z.void()),
  /** What would be merged; nothing is changed yet. */
  duplicates: procedure.output(z.array(Duplicate)),
  /** What was merged before; putting one back takes it apart. */
  merged: procedure.output(z.array(Merged)),
  /**
   * Leaves the kept ones in the lists alone, with what only the others said. Pairs that would not be merged any more as
   * they were shown, with as many messages added, stay as they are.
   */
  merge: procedure
    .input(
      z.object({
        pairs: z
          .array(z.object({ keeps: ConversationId, goes: ConversationId, added: z.int().nonnegative() }))
          .max(10_000),
      }),
    )
    .output(LibraryChanged),
}
