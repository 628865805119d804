import { useQuery } from '@tanstack/react-query'
import type { Conversation } from '#shared/model/conversation.ts'
import { useApi } from '#renderer/rpc/RpcProvider.tsx'
import { RoomDialog } from '../room/RoomDialog.tsx'
import { GiveDialog } from './GiveDialog.tsx'
import { RenameDialog } from './RenameDialog.tsx'
import type { ConversationDialogName } from './use-conversation-entries.tsx'

/** The dialog that was opened from a conversation's menu; nothing while none was. */
export function ConversationDialog(props: {
  readonly conversation: Conversation
  readonly name: ConversationDialogName | null
  readonly onClose: () => void
}) {
  const { conversation, name, onClose } = props
  if (name === 'rename') return <RenameDialog conversation={conversation} open onOpenChange={onClose} />
  if (name === 'give') return <GiveDialog conversation={conversation} onClose={onClose} />
  return name === 'members' ? <MembersDialog conversation={conversation} onClose={onClose} /> : null
}

function MembersDialog({
  conversation,
  onClose,
}: {
  readonly conversation: Conversation
  readonly onClose: () => void
}) {
  const companions = useQuery(useApi().companions.list.queryOptions()).data
  return companions ? (
    <RoomDialog room={conversation} companions={companions} onClose={onClose} onMade={() => {}} />
  ) : null
}
