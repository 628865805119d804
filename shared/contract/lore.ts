import { z } from 'zod'
import { CompanionId, LoreEntryId, UploadId } from '../model/ids.ts'
import { Lorebook, LoreEntry, LoreFormat, LoreSettings, LoreTrial, StoredLoreEntry } from '../model/lore.ts'
import { procedure } from './base.ts'

const whose = z.object({ companionId: CompanionId })
const one = z.object({ id: LoreEntryId })

export const lore = {
  /** The lorebook with the beginnings of its entries. */
  get: procedure.input(whose).output(Lorebook),
  entry: procedure.input(one).output(StoredLoreEntry),
  /** At the end. */
  add: procedure.input(whose.extend({ entry: LoreEntry })).output(StoredLoreEntry),
  update: procedure.input(one.extend({ change: LoreEntry.partial() })).output(StoredLoreEntry),
  /** Answers with what was taken out. */
  remove: procedure.input(one).output(StoredLoreEntry),
  /** Puts entries into this order; those that are not named follow. */
  arrange: procedure.input(whose.extend({ ids: z.array(LoreEntryId).max(20_000) })).output(z.void()),
  setSettings: procedure.input(whose.extend({ change: LoreSettings.partial() })).output(LoreSettings),
  /** What these words would make the companion be told. */
  tryOut: procedure.input(whose.extend({ text: z.string().max(50_000) })).output(LoreTrial),
  /** Adds the entries of a lorebook file that are not here yet. Uses the file up. */
  take: procedure
    .input(whose.extend({ uploadId: UploadId }))
    .output(z.object({ format: LoreFormat, added: z.int(), here: z.int() })),
  /** Writes the lorebook as a file to be fetched once. */
  write: procedure
    .input(whose.extend({ format: LoreFormat }))
    .output(z.object({ uploadId: UploadId, name: z.string() })),
}
