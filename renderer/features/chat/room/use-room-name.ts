import { useTranslation } from 'react-i18next'
import type { ConversationFacts } from '../use-conversation.ts'
import { roomName } from './room-name.ts'

/** What this room is called; null where it is no room. */
export function useRoomName({ conversation, companions }: ConversationFacts): string | null {
  const { language } = useTranslation().i18n
  return conversation?.kind === 'room' ? roomName(conversation, companions, language) : null
}
