import type { Message } from '#shared/model/message.ts'
import type { ConversationFacts } from '../use-conversation.ts'

/** Placeholder while the picture is built. */
export function PictureDialog(_props: {
  readonly messages: readonly Message[]
  readonly facts: ConversationFacts
  readonly onClose: () => void
}) {
  return null
}
