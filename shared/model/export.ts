import { z } from 'zod'
import { Language } from '../languages.ts'
import { CompanionId, ConversationId, MessageId, UploadId } from './ids.ts'
import { LocalDate } from './milestone.ts'

/** What the story can be taken away as. `book` is a page made for printing, and `pdf` is what comes of printing it. */
export const ExportFormat = z.enum([
  'json',
  'markdown',
  'html',
  'pdf',
  'book',
  'text',
  'sillytavern',
  'finetune',
  'csv',
])
export type ExportFormat = z.infer<typeof ExportFormat>

/** How much of it. */
export const ExportScope = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('everything') }),
  z.object({ kind: z.literal('companion'), companionId: CompanionId }),
  z.object({ kind: z.literal('conversation'), conversationId: ConversationId }),
  z.object({
    kind: z.literal('messages'),
    conversationId: ConversationId,
    messageIds: z.array(MessageId).min(1).max(10_000),
  }),
])
export type ExportScope = z.infer<typeof ExportScope>

/** Whether this is so much that whoever sits here is asked for the passphrase again: the Letter goes along with it. */
export function isWholeLife({ kind }: ExportScope): boolean {
  return kind === 'everything' || kind === 'companion'
}

/** What goes along and what stays. Days are the person's own; a message whose time nobody knows is of no day. */
export const ExportChoices = z.object({
  from: LocalDate.nullable().default(null),
  to: LocalDate.nullable().default(null),
  favouritesOnly: z.boolean().default(false),
  /** Messages and parts that a conversation does not show; of all or of a companion, hidden conversations too. */
  hidden: z.boolean().default(false),
  thoughts: z.boolean().default(false),
  tools: z.boolean().default(false),
  /** Pictures, sounds and other files. */
  files: z.boolean().default(true),
})
export type ExportChoices = z.infer<typeof ExportChoices>

/** How conversations become examples for training. */
export const TrainingChoices = z.object({
  /** Names of the two become plain words for them. */
  withoutNames: z.boolean().default(true),
  /** What every example begins with; empty for nothing, null for the companion's profile. */
  system: z.string().max(20_000).nullable().default(null),
})
export type TrainingChoices = z.infer<typeof TrainingChoices>

export const ExportRequest = z.object({
  format: ExportFormat,
  scope: ExportScope,
  choices: ExportChoices.prefault({}),
  training: TrainingChoices.prefault({}),
  /** The language of what is written around the words of the two. */
  language: Language,
})
export type ExportRequest = z.infer<typeof ExportRequest>

/** What was written so far. `files` counts pictures and other bytes beside the text. */
export const ExportTally = z.object({
  conversations: z.int(),
  messages: z.int(),
  files: z.int(),
  bytes: z.int(),
})
export type ExportTally = z.infer<typeof ExportTally>

/** How far an export is; the last one names the file that was made, to be fetched once. */
export const ExportProgress = z.object({
  ...ExportTally.shape,
  /** Messages there are to go through, counted before. */
  of: z.int(),
  /** Of a book: volumes that are printed, and how many there are; null until all of it is written. */
  volumes: z.object({ printed: z.int(), of: z.int() }).nullable(),
  done: z.object({ uploadId: UploadId, name: z.string(), size: z.int() }).nullable(),
})
export type ExportProgress = z.infer<typeof ExportProgress>
