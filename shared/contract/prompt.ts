import { z } from 'zod'
import { SentParameters } from '../model/companion.ts'
import { Draft } from '../model/draft.ts'
import { CompanionId, ConversationId, MessageId } from '../model/ids.ts'
import { FiredLore } from '../model/lore.ts'
import { RecalledNote } from '../model/memory.ts'
import { LeftOut, SectionId, WindowSource } from '../model/prompt.ts'
import { SentPicture } from '../model/picture.ts'
import { ModelPrice, Sight } from '../model/provider.ts'
import { AnswerChoice } from '../model/room.ts'
import { procedure } from './base.ts'

const PromptTurn = z.object({
  role: z.enum(['system', 'user', 'assistant']),
  content: z.string(),
  pictures: z.array(SentPicture).readonly().optional(),
})

/** A reply that another version is asked for, or that is gone on with from where it was cut off. */
export const ReplyAgain = z.object({ messageId: MessageId, goesOn: z.boolean() })
export type ReplyAgain = z.infer<typeof ReplyAgain>

/** Other words for a message of the person's, which would be answered anew. */
export const EditedMessage = z.object({ messageId: MessageId, text: z.string() })
export type EditedMessage = z.infer<typeof EditedMessage>

/**
 * What a send would send now. The turns of all sections, joined by `joinTurns`, are the messages of the request, to the
 * letter. Tokens are estimates.
 */
export const PromptPreview = z.object({
  companionId: CompanionId,
  /** Who answers after them, each with a prompt of their own. */
  queue: z.array(CompanionId),
  model: z.object({
    id: z.string(),
    provider: z.string(),
    window: z.int(),
    windowFrom: WindowSource,
    /** Money per million tokens, where it is known. */
    price: ModelPrice.nullable(),
    sees: Sight,
    /** The scripted stand-in: nothing leaves this computer. */
    isDemo: z.boolean(),
  }),
  sections: z.array(
    z.object({
      id: SectionId,
      turns: z.array(PromptTurn),
      tokens: z.int(),
      leftOut: z.array(LeftOut),
      fired: z.array(FiredLore),
      recalled: z.array(RecalledNote),
    }),
  ),
  /** Goes along with the words; null is not sent. */
  parameters: SentParameters,
  /** Their model and those that stand in for it, in the order of asking; no provider where it is gone. */
  models: z.array(z.object({ id: z.string(), provider: z.string().nullable() })),
  /** Which of them this is for. */
  place: z.int(),
  /** The reply at the end of the thread, which could be asked for again. */
  last: z.object({ messageId: MessageId, isCutOff: z.boolean() }).nullable(),
  tokens: z.int(),
  room: z.int(),
  fits: z.boolean(),
  /** Would not be sent: it is more than the model holds. */
  isRefused: z.boolean(),
})
export type PromptPreview = z.infer<typeof PromptPreview>

export const prompt = {
  /**
   * Null where nobody would answer, or nobody has a model to answer with. `again`: for another version of this reply in
   * place of a send, `edit`: for the answer to other words of this message; `place`: for this one of the models, in place of the first that would be asked.
   */
  preview: procedure
    .input(
      z.object({
        conversationId: ConversationId,
        text: Draft.shape.text,
        attachments: Draft.shape.attachments.optional(),
        quote: Draft.shape.quote.optional(),
        parentId: MessageId.optional(),
        answer: AnswerChoice.optional(),
        again: ReplyAgain.optional(),
        edit: EditedMessage.optional(),
        place: z.int().nonnegative().optional(),
      }),
    )
    .output(PromptPreview.nullable()),
}
