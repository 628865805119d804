import { z } from 'zod'
import { CompanionId, ConversationId, MessageId, Timestamp } from '../model/ids.ts'
import { Mark, MarkedMessage, MessageMarks } from '../model/mark.ts'
import { procedure } from './base.ts'

const one = z.object({ messageId: MessageId, mark: Mark })

export const marks = {
  /** The marks of those of these messages that have any. */
  of: procedure.input(z.object({ messageIds: z.array(MessageId).max(1_000) })).output(z.array(MessageMarks)),
  /**
   * Messages with a favourite or a pin, last marked first; `before` is the last row of the page above. Of one
   * conversation, of all of one companion, or of everybody. Deleted messages are left out until they are restored.
   */
  list: procedure
    .input(
      z.object({
        kind: z.enum(['favourite', 'pin']),
        conversationId: ConversationId.optional(),
        companionId: CompanionId.optional(),
        before: z.object({ markedAt: Timestamp, messageId: MessageId }).optional(),
        limit: z.int().min(1).max(200),
      }),
    )
    .output(z.array(MarkedMessage)),
  /** A favourite that is there already takes the new note and keeps its place. */
  add: procedure.input(one).output(MessageMarks),
  remove: procedure.input(one).output(MessageMarks),
}
