import { useLocation } from 'wouter'
import type { ConversationId, MessageId } from '#shared/model/ids.ts'
import { paths } from '#renderer/app/paths.ts'
import type { PanelProps } from './panel.ts'

/** Shows a message in its place. */
export type OpenMessage = (conversationId: ConversationId, messageId: MessageId) => void

/** Goes to a message of the thread beside the panel, or leaves for the conversation that it is in. */
export function useOpenMessage({ facts, goTo, onClose }: PanelProps): OpenMessage {
  const [, navigate] = useLocation()
  return (conversationId, messageId) => {
    if (conversationId === facts.conversation?.id) goTo({ from: 'around', messageId }, { flash: messageId })
    else {
      onClose()
      navigate(paths.message(conversationId, messageId))
    }
  }
}
