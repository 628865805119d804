import { z } from 'zod'
import { CompanionId, ConversationId, MessageId } from '../model/ids.ts'
import { LocalDate } from '../model/milestone.ts'
import { Counted, SharedWords, Years } from '../model/story.ts'
import { procedure } from './base.ts'

const withWhom = z.object({ companionId: CompanionId })

/** Everything a companion's visible threads show, of Keepsake and of imports: what is hidden, merged or deleted is left out. */
export const story = {
  years: procedure.input(withWhom).output(Years),
  /** How far `years` is, for whoever waits for it. */
  counted: procedure.input(withWhom).output(Counted),
  /** Of a long history, messages spread evenly over it are read. */
  sharedWords: procedure.input(withWhom).output(SharedWords),
  /** The first message of a day; null where nothing was said. */
  firstOf: procedure
    .input(withWhom.extend({ date: LocalDate }))
    .output(z.object({ conversationId: ConversationId, messageId: MessageId }).nullable()),
}
