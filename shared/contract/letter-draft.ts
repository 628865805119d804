import { z } from 'zod'
import { ModelBinding } from '../model/companion.ts'
import { CompanionId, ConversationId, LetterDraftId, MessageId, Timestamp } from '../model/ids.ts'
import { DraftCap, DraftOptions, DraftPurpose, DraftSectionId, LetterDraft } from '../model/letter-draft.ts'
import { TokenUse } from '../model/message.ts'
import { LocalDate } from '../model/milestone.ts'
import { ModelPrice } from '../model/provider.ts'
import { procedure } from './base.ts'

/** What reading would take. Tokens are estimates, right to a quarter. */
export const WorkEstimate = z.object({
  messages: z.int(),
  calls: z.int(),
  /** Parts that were read before, which cost nothing again. */
  known: z.int(),
  tokens: TokenUse,
  seconds: z.int(),
})
export type WorkEstimate = z.infer<typeof WorkEstimate>

const Moment = z.object({ messageId: MessageId, conversationId: ConversationId, date: LocalDate, text: z.string() })

/** What a history holds, counted on this computer, and what having a model read it would take. */
export const HistorySurvey = z.object({
  messages: z.int(),
  conversations: z.int(),
  /** Times they talked. */
  sessions: z.int(),
  undated: z.int(),
  first: Moment.nullable(),
  last: Moment.nullable(),
  silence: z.object({ from: LocalDate, to: LocalDate, days: z.int() }).nullable(),
  /** Words that come back, the most frequent first. */
  words: z.array(z.string()),
  months: z.array(z.object({ month: z.string(), messages: z.int() })),
  /** Days that the history itself seems to name. */
  days: z.array(Moment),
  /** Null where nobody speaks for them, or only the stand-in. */
  model: z
    .object({
      binding: ModelBinding,
      provider: z.string(),
      price: ModelPrice.nullable(),
      /** It runs on this computer or beside it: nothing leaves the house. */
      isNearby: z.boolean(),
    })
    .nullable(),
  /** When the last draft ended, if there was one and something came after. */
  since: Timestamp.nullable(),
  estimates: z.object({ all: WorkEstimate, highlights: WorkEstimate, new: WorkEstimate.nullable() }),
})
export type HistorySurvey = z.infer<typeof HistorySurvey>

const one = z.object({ id: LetterDraftId })

export const letterDraft = {
  survey: procedure
    .input(z.object({ companionId: CompanionId, purpose: DraftPurpose, language: DraftOptions.shape.language }))
    .output(HistorySurvey),
  /** The draft at work or waiting to be looked at; null where there is none. */
  current: procedure
    .input(z.object({ companionId: CompanionId, purpose: DraftPurpose }))
    .output(LetterDraft.nullable()),
  /** Begins to send the history, piece by piece, to the companion's model. Throws PROVIDER_FAILED without one. */
  start: procedure.input(z.object({ companionId: CompanionId, options: DraftOptions })).output(LetterDraft),
  pause: procedure.input(one).output(LetterDraft),
  /** Goes on where it stopped; `cap` is the new one. */
  resume: procedure.input(one.extend({ cap: DraftCap.nullable() })).output(LetterDraft),
  /** Stops and takes the draft away. What was read is kept, so that it need not be paid for again. */
  discard: procedure.input(one).output(z.void()),
  /** Where a cited message stands, and how it begins. */
  place: procedure
    .input(z.object({ messageId: MessageId }))
    .output(z.object({ conversationId: ConversationId, text: z.string() })),
  /**
   * Takes the draft over as a new version of the Letter or the profile. `without` are sentences by part and place; of a
   * Letter, `end` puts it under what is there.
   */
  accept: procedure
    .input(
      one.extend({
        without: z.array(z.object({ section: DraftSectionId, at: z.int().min(0) })).max(10_000),
        place: z.enum(['replace', 'end']),
      }),
    )
    .output(z.void()),
}
