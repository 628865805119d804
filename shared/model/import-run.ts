import { z } from 'zod'
import { Source } from './conversation.ts'
import { CompanionId, ImportRunId, Timestamp } from './ids.ts'
import { ImportMapping, PreviewMapping } from './import-mapping.ts'

/**
 * How many of one kind of thing were found and what became of each. Always
 * `found = imported + alreadyHere + keptRaw + skipped + failed`.
 */
export const Tally = z.object({
  found: z.int(),
  imported: z.int(),
  alreadyHere: z.int(),
  keptRaw: z.int(),
  skipped: z.int(),
  failed: z.int(),
})
export type Tally = z.infer<typeof Tally>

/** Why something was not imported plainly: a code for the interface, where it happened, and how often. */
export const ReceiptReason = z.object({
  code: z.string(),
  file: z.string().nullable(),
  item: z.string().nullable(),
  count: z.int(),
})
export type ReceiptReason = z.infer<typeof ReceiptReason>

/** Where offered words can go: a companion's profile, Letter or memories, or the person's own profile. */
export const OfferPlace = z.enum(['profile', 'letter', 'memories', 'self'])
export type OfferPlace = z.infer<typeof OfferPlace>

/**
 * What the person once told another app about themselves or how to answer, or what that app remembered. Offered after
 * an import, never applied by itself.
 */
export const ContextOffer = z.object({
  kind: z.enum(['about-you', 'instructions', 'memory']),
  text: z.string(),
  source: Source,
  at: Timestamp.nullable(),
  /** What the person decided; null while they have not. What was taken in names the companion, the place, and the words. */
  decided: z
    .discriminatedUnion('kind', [
      z.object({ kind: z.literal('set-aside') }),
      z.object({
        kind: z.literal('taken'),
        companionId: CompanionId,
        into: OfferPlace.default('profile'),
        added: z.string(),
      }),
    ])
    .nullable()
    .default(null),
})
export type ContextOffer = z.infer<typeof ContextOffer>

/** What came of one file that was read: its conversations, its messages, and how many of those came in or were here. */
export const FileReceipt = z.object({
  file: z.string(),
  conversations: z.int(),
  messages: z.int(),
  imported: z.int(),
  alreadyHere: z.int(),
})
export type FileReceipt = z.infer<typeof FileReceipt>

/** What our own document holds beside conversations, and how much of that was here before. */
export const BesideCount = z.object({
  companions: z.int(),
  days: z.int(),
  selves: z.int(),
  alreadyHere: z.int(),
})
export type BesideCount = z.infer<typeof BesideCount>

/** How an account of what stands beside conversations begins. */
export const nothingBeside: BesideCount = { companions: 0, days: 0, selves: 0, alreadyHere: 0 }

/** How much stands beside conversations, be it new or not. */
export function countBeside({ companions, days, selves }: BesideCount): number {
  return companions + days + selves
}

/** The new conversations with one companion, under the name they were given by if they were. */
export const OwnerReceipt = z.object({
  name: z.string().nullable(),
  companionId: CompanionId.nullable(),
  conversations: z.int(),
  messages: z.int(),
})
export type OwnerReceipt = z.infer<typeof OwnerReceipt>

/**
 * The account of one import, down to the last node. A message is every node of the source that carries one,
 * hidden, system and tool included.
 */
export const Receipt = z.object({
  files: Tally,
  conversations: Tally,
  messages: Tally,
  /** `found = imported + alreadyHere + missing`; missing ones are named in messages but not in the export. */
  attachments: z.object({ found: z.int(), imported: z.int(), alreadyHere: z.int(), missing: z.int() }),
  /** Versions beside the first, wherever there are several. */
  branches: z.int().default(0),
  models: z.array(z.string()),
  from: Timestamp.nullable(),
  to: Timestamp.nullable(),
  /** Those of the first few hundred files; the sums above are of all. */
  byFile: z.array(FileReceipt).default([]),
  /** Where they were parted by who they were held with: the new conversations, by companion. What is new in one that was here is not in it. */
  owners: z.array(OwnerReceipt).default([]),
  beside: BesideCount.default(nothingBeside),
  reasons: z.array(ReceiptReason),
  /** Newest first. */
  offers: z.array(ContextOffer).default([]),
})
export type Receipt = z.infer<typeof Receipt>

/** What a format was told by: a kind of mark, and the marks as they stand in the file. */
export const Evidence = z.object({
  by: z.enum(['fields', 'columns', 'heading', 'page', 'lines', 'turns', 'rows']),
  names: z.array(z.string()).readonly(),
})
export type Evidence = z.infer<typeof Evidence>

/** What one file of an export turned out to be; `format` is null where no reader has it. */
export const PreviewFile = z.object({
  name: z.string(),
  format: Source.nullable(),
  /** How sure that is; `chosen` by the person. */
  certainty: z.enum(['certain', 'likely', 'chosen']).nullable().default(null),
  why: Evidence.nullable().default(null),
  bytes: z.int(),
})
export type PreviewFile = z.infer<typeof PreviewFile>

/** Somebody who speaks in an export of named people. `unknown` is to be asked: it may be the person. */
export const PreviewPerson = z.object({
  name: z.string(),
  messages: z.int(),
  side: z.enum(['you', 'them', 'unknown']),
})
export type PreviewPerson = z.infer<typeof PreviewPerson>

/** Conversations held with the same names; with nobody's, or too many people's, there are none. */
export const PreviewPartner = z.object({ names: z.array(z.string()), conversations: z.int(), messages: z.int() })
export type PreviewPartner = z.infer<typeof PreviewPartner>

/** To whom the conversations with one name go, and whether they were made for that. */
export const Belonging = z.object({ name: z.string(), companionId: CompanionId.nullable(), isMade: z.boolean() })
export type Belonging = z.infer<typeof Belonging>

/** How dates such as 5/6/2023 are meant, where nothing in a file tells. */
export const DayOrder = z.enum(['day-first', 'month-first'])
export type DayOrder = z.infer<typeof DayOrder>

/** Some conversations of a file, as the format that is certain of it names them. */
export const CertainReading = z.object({
  format: Source,
  conversations: z.array(z.object({ source: Source, sourceId: z.string() })),
})
export type CertainReading = z.infer<typeof CertainReading>

/** How a file was read that can be read in other ways, and marks it is known again by however it is read. */
export const FileTrace = z.object({
  file: z.string(),
  format: Source,
  /** The mapping it was read by, where it is of no known app. */
  mapping: ImportMapping.nullable(),
  rows: z.array(z.string()),
  /** Where a format is certain of it, whatever it was read as. */
  certain: CertainReading.nullable().default(null),
})
export type FileTrace = z.infer<typeof FileTrace>

/** A file that earlier imports have read in another way: its messages would come in a second time. */
export const ReadBefore = z.object({
  file: z.string(),
  runs: z.array(ImportRunId),
  /** When the latest of them began. */
  at: Timestamp,
  /** Whether all of them brought nothing but this file, so that undoing them takes nothing else out. */
  replaceable: z.boolean(),
})
export type ReadBefore = z.infer<typeof ReadBefore>

/** What an export holds, before anything is imported. */
export const Preview = z.object({
  format: z.string(),
  files: z.array(PreviewFile),
  conversations: z.int(),
  messages: z.int(),
  attachments: z.int(),
  from: Timestamp.nullable(),
  to: Timestamp.nullable(),
  models: z.array(z.object({ model: z.string(), messages: z.int() })),
  /** Those with the most messages first. */
  people: z.array(PreviewPerson).default([]),
  partners: z.array(PreviewPartner).default([]),
  beside: BesideCount.default(nothingBeside),
  /** Whose the conversations with each name became, once that was said. */
  belongs: z.array(Belonging).default([]),
  /** How files of no known app were read; gone once the import begins, since it holds words of theirs. */
  mappings: z.array(PreviewMapping).default([]),
  traces: z.array(FileTrace).default([]),
  readBefore: z.array(ReadBefore).default([]),
  /** The imports that go out once this one is whole. */
  replaces: z.array(ImportRunId).default([]),
  sampleTitles: z.array(z.string()),
  reasons: z.array(ReceiptReason),
})
export type Preview = z.infer<typeof Preview>

/** Work done so far, in source bytes and in items; `bytesTotal` is 0 while unknown. */
export const ImportProgress = z.object({
  bytesDone: z.number(),
  bytesTotal: z.number(),
  conversations: z.int(),
  messages: z.int(),
})
export type ImportProgress = z.infer<typeof ImportProgress>

/**
 * `interrupted` was cut by a crash: what came in stays, and can be finished with the same file or undone. A run that is
 * `undoing` has in its progress how many messages are still to go.
 */
export const ImportState = z.enum([
  'inspecting',
  'ready',
  'importing',
  'done',
  'failed',
  'cancelled',
  'interrupted',
  'undoing',
  'undone',
])
export type ImportState = z.infer<typeof ImportState>

export const ImportRun = z.object({
  id: ImportRunId,
  state: ImportState,
  companionId: CompanionId.nullable(),
  fileNames: z.array(z.string()),
  startedAt: Timestamp,
  finishedAt: Timestamp.nullable(),
  progress: ImportProgress,
  preview: Preview.nullable(),
  receipt: Receipt.nullable(),
  failure: z.string().nullable(),
  /** The companion that was made for this import, if one was and is still there. */
  madeCompanionId: CompanionId.nullable(),
  /** Whether the person has looked at how it ended. */
  seen: z.boolean(),
})
export type ImportRun = z.infer<typeof ImportRun>

/** How many messages a run brought, by its receipt where it has one. */
export function broughtBy({ receipt, progress }: Pick<ImportRun, 'receipt' | 'progress'>): number {
  return receipt ? receipt.messages.imported + receipt.messages.keptRaw : progress.messages
}
