import { useTranslation } from 'react-i18next'
import type { ConversationFacts } from '../use-conversation.ts'

/** What a room is called: its title, or those who are in it; null where it is no room. */
export function useRoomName({ conversation, members }: ConversationFacts): string | null {
  const { language } = useTranslation().i18n
  if (conversation?.kind !== 'room') return null
  return conversation.title ?? new Intl.ListFormat(language).format(members.map(({ profile }) => profile.name))
}
