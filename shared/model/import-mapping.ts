import { z } from 'zod'
import { Timestamp } from './ids.ts'
import { Role } from './message.ts'

/** Whose words a row holds; `unknown` is to be asked. */
export const RowSide = z.union([Role, z.literal('unknown')])
export type RowSide = z.infer<typeof RowSide>

const Field = z.string().max(1_000)

/**
 * How JSON or a table of no known app is read as conversations: which field of a row means what, nested ones written
 * with dots. Guessed, shown, and corrected by the person.
 */
export const ImportMapping = z.object({
  /** The way from the outermost value to the lists of messages: names of members, and `*` for every item of a list. */
  list: z.array(Field).max(64).readonly(),
  text: Field,
  role: Field,
  author: Field.nullable(),
  time: Field.nullable(),
  model: Field.nullable(),
  id: Field.nullable(),
  parent: Field.nullable(),
  /** What the role field says, and whose side that is; what is not here is told by its words, if at all. */
  sides: z.record(z.string().max(1_000), RowSide),
  /** In a list that mixes conversations, the field that tells them apart. */
  conversation: Field.nullable(),
  /** The member beside the list, or the field of its rows, that has the conversation's title. */
  title: Field.nullable(),
  /** The member beside the list that has the conversation's id. */
  conversationId: Field.nullable(),
})
export type ImportMapping = z.infer<typeof ImportMapping>

/** A list of rows that a file holds: the way to it, the fields of its rows, the first of them cell by cell, and a guess. */
const PreviewList = z.object({
  list: z.array(z.string()).readonly(),
  fields: z.array(z.string()),
  rows: z.array(z.array(z.string().nullable())),
  guess: ImportMapping.nullable(),
})

/** How a file of no known app was read, with what is needed to judge and correct that. */
export const PreviewMapping = z.object({
  file: z.string(),
  /** Null where nothing in it looks like messages. */
  mapping: ImportMapping.nullable(),
  /** Whether the mapping is the person's. */
  corrected: z.boolean(),
  lists: z.array(PreviewList),
  /** Those who speak, by what the role field says of them; the most frequent first. */
  speakers: z.array(z.object({ name: z.string(), messages: z.int(), side: RowSide })),
  conversations: z.int(),
  messages: z.int(),
  /** How the first conversation begins, as it would come in. */
  first: z.array(
    z.object({ role: Role, author: z.string().nullable(), text: z.string(), createdAt: Timestamp.nullable() }),
  ),
})
export type PreviewMapping = z.infer<typeof PreviewMapping>
