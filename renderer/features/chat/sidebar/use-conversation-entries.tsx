import { Archive, ArchiveRestore, Pencil } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Conversation } from '#shared/model/conversation.ts'
import type { MenuEntry } from '#renderer/design/Menu.tsx'
import { useToast } from '#renderer/design/Toasts.tsx'
import { useErrorText } from '#renderer/rpc/error-text.ts'
import { useClient } from '#renderer/rpc/RpcProvider.tsx'

/** What can be done to a conversation. The lifelong thread is its companion's and has no name or archive of its own. */
export function useConversationEntries(
  conversation: Conversation | undefined,
  onRename: () => void,
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
    { key: 'rename', label: t('sidebar.rename'), icon: <Pencil />, onSelect: onRename },
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
