import { z } from 'zod'
import { CardFile, CardPart, CardPreview } from '../model/card.ts'
import { Companion } from '../model/companion.ts'
import { CompanionId, UploadId } from '../model/ids.ts'
import { procedure } from './base.ts'

const upload = z.object({ uploadId: UploadId })

export const cards = {
  /** Everything on a card, beside what the companion says there now, where one is named. Takes nothing in. */
  look: procedure.input(upload.extend({ companionId: CompanionId.nullable() })).output(CardPreview),
  /** Takes these parts in: makes a companion of them, or changes the one that is named. Uses the file up. */
  accept: procedure
    .input(upload.extend({ companionId: CompanionId.nullable(), parts: z.array(CardPart).max(40) }))
    .output(Companion),
  /** The file is not wanted after all. */
  discard: procedure.input(upload).output(z.void()),
  /**
   * Writes a companion as a card and answers with a file to be fetched once. `picture` is a PNG that was handed over. The
   * Letter and the memories go along only where they are asked for.
   */
  write: procedure
    .input(
      z.object({
        companionId: CompanionId,
        file: CardFile,
        picture: UploadId.nullable(),
        withLorebook: z.boolean(),
        withLetter: z.boolean(),
        withMemories: z.boolean(),
      }),
    )
    .output(upload.extend({ name: z.string() })),
}
