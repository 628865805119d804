import { z } from 'zod'
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
  tokens: z.int(),
  room: z.int(),
  fits: z.boolean(),
  /** Would not be sent: it is more than the model holds. */
  isRefused: z.boolean(),
})
export type PromptPreview = z.infer<typeof PromptPreview>

export const prompt = {
  /** Null where nobody would answer, or nobody has a model to answer with. */
  preview: procedure
    .input(
      z.object({
        conversationId: ConversationId,
        text: Draft.shape.text,
        attachments: Draft.shape.attachments.optional(),
        quote: Draft.shape.quote.optional(),
        parentId: MessageId.optional(),
        answer: AnswerChoice.optional(),
      }),
    )
    .output(PromptPreview.nullable()),
}
