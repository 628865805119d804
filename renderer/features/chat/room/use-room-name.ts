import { useFormats } from '#renderer/i18n/format.ts'
import type { ConversationFacts } from '../use-conversation.ts'
import { roomName } from './room-name.ts'

/** What this room is called; null where it is no room. */
export function useRoomName({ conversation, companions }: ConversationFacts): string | null {
  const { list } = useFormats()
  return conversation?.kind === 'room' ? roomName(conversation, companions, list) : null
}
