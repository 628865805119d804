import { eventIterator } from '@orpc/contract'
import { z } from 'zod'
import { Source } from '../model/conversation.ts'
import { CompanionId, ImportRunId, UploadId } from '../model/ids.ts'
import { ImportMapping } from '../model/import-mapping.ts'
import { DayOrder, ImportRun, OfferPlace } from '../model/import-run.ts'
import { procedure } from './base.ts'

const one = z.object({ id: ImportRunId })

/** To whom the imported conversations belong. */
export const ImportTarget = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('companion'), companionId: CompanionId }),
  z.object({ kind: z.literal('new'), name: z.string().trim().min(1).max(120) }),
  z.object({ kind: z.literal('nobody') }),
])
export type ImportTarget = z.infer<typeof ImportTarget>

/** What the person says a file is, where the preview has it wrong; null leaves it out. */
export const FileReading = z.object({ file: z.string().max(4_096), source: Source.nullable() })
export type FileReading = z.infer<typeof FileReading>

/** How the person wants a file of no known app to be read; null goes back to what was guessed. */
const FileMapping = z.object({ file: z.string().max(4_096), mapping: ImportMapping.nullable() })

/** What becomes of something that was offered. `open` goes back, and takes out again what was taken in. */
export const OfferDecision = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('take'),
    companionId: CompanionId,
    into: OfferPlace.default('profile'),
    text: z.string().min(1).max(100_000),
  }),
  z.object({ kind: z.literal('set-aside') }),
  z.object({ kind: z.literal('open') }),
])
export type OfferDecision = z.infer<typeof OfferDecision>

/** What becomes of what came in when the same file was read in another way. */
export const EarlierReading = z.enum(['replace', 'keep'])
export type EarlierReading = z.infer<typeof EarlierReading>

/** To whom the conversations with one name belong. */
const NameTarget = z.object({ name: z.string().max(1_000), target: ImportTarget })
export type NameTarget = z.infer<typeof NameTarget>

/** Names in the export that are the person's own. */
const OwnNames = z.array(z.string().max(1_000)).max(1_000)

export const imports = {
  /** Begins to look into uploaded files; the run becomes `ready` with a preview, or `failed`. */
  inspect: procedure.input(z.object({ uploads: z.array(UploadId).min(1).max(2_000) })).output(ImportRun),
  /** Looks into the files of a run again, reading some of them as the person says. */
  inspectAs: procedure
    .input(
      one.extend({
        as: z.array(FileReading).max(2_000).default([]),
        mappings: z.array(FileMapping).max(100).default([]),
      }),
    )
    .output(ImportRun),
  /** The run now, and again as it moves; ends with the run. */
  watch: procedure.input(one).output(eventIterator(ImportRun)),
  /**
   * `each` says whose the conversations are in which one name alone answers; `target`, whose all others are. `you` are
   * the names that are the person's own, of those whose side the preview does not know; `dayOrder` answers the reason
   * `date-order-unsure`. `earlier` says what becomes of what the preview's `readBefore` brought: it goes out once this
   * is whole, or stays beside.
   */
  start: procedure
    .input(
      one.extend({
        target: ImportTarget,
        each: z.array(NameTarget).max(2_000).default([]),
        you: OwnNames.default([]),
        dayOrder: DayOrder.nullable().default(null),
        earlier: EarlierReading.nullable().default(null),
      }),
    )
    .output(ImportRun),
  /** Stops a run. `keep` leaves the whole conversations that are already in; otherwise everything goes back. */
  cancel: procedure.input(one.extend({ keep: z.boolean() })).output(ImportRun),
  /** Takes out all that this run brought in, and nothing else. */
  undo: procedure.input(one).output(ImportRun),
  /** The person has looked at how this run ended, or does not want to. */
  markSeen: procedure.input(one).output(ImportRun),
  /** Answers something that the receipt offers, by its place there. */
  decideOffer: procedure.input(one.extend({ offer: z.int().min(0), decision: OfferDecision })).output(ImportRun),
  /** The companions that were made for a run and have nothing, now that what the run brought is out again. */
  leftCompanions: procedure.input(one).output(z.object({ companionIds: z.array(CompanionId) })),
  /** Takes those companions out as well. */
  removeCompanions: procedure.input(one).output(ImportRun),
  list: procedure.output(z.array(ImportRun)),
}
