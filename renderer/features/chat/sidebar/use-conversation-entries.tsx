import { Archive, ArchiveRestore, HeartHandshake, Pencil, Users } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Conversation } from '#shared/model/conversation.ts'
import type { MenuEntry } from '#renderer/design/Menu.tsx'
import { useToast } from '#renderer/design/Toasts.tsx'
import { useErrorText } from '#renderer/rpc/error-text.ts'
import { useClient } from '#renderer/rpc/RpcProvider.tsx'

/** The dialogs that a conversation's menu leads to. */
export type ConversationDialogName = 'rename' | 'members' | 'give'

/** What can be done to a conversation. The lifelong thread is its companion's and has no name or archive of its own. */
export function useConversationEntries(
  conversation: Conversation | undefined,
  onOpen: (dialog: ConversationDialogName) => void,
): readonly MenuEntry[] {
  const { t } = useTranslation('chat')
  const client = useClient()
  const toast = useToast()
  const errorText = useErrorText()
  if (!conversation || conversation.kind === 'lifelong') return []

  const setArchived = (archived: boolean) => {
    client.conversations.setArchived({ id: conversation.id, archived }).then(
      () => {
        if (!archived) return
        toast({
          title: t('sidebar.archivedToast'),
          action: { label: t('action.undo'), onSelect: () => setArchived(false) },
        })
      },
      (error: unknown) => toast({ title: errorText(error) }),
    )
  }
  return [
    { key: 'rename', label: t('sidebar.rename'), icon: <Pencil />, onSelect: () => onOpen('rename') },
    ...(conversation.kind === 'room'
      ? [{ key: 'members', label: t('room.change'), icon: <Users />, onSelect: () => onOpen('members') }]
      : []),
    ...(conversation.kind === 'imported'
      ? [{ key: 'give', label: t('room.giveEntry'), icon: <HeartHandshake />, onSelect: () => onOpen('give') }]
      : []),
    conversation.archived
      ? {
          key: 'archive',
          label: t('sidebar.unarchive'),
          icon: <ArchiveRestore />,
          onSelect: () => setArchived(false),
        }
      : { key: 'archive', label: t('sidebar.archive'), icon: <Archive />, onSelect: () => setArchived(true) },
  ]
}
