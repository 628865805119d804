import { FastForward, GitBranch, Split } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { isCutOff } from '#shared/model/cut-off.ts'
import type { Message } from '#shared/model/message.ts'
import { useMessageSetting } from '../message/message-context.ts'
import type { MessageEntry } from '../message/use-message-entries.tsx'

/** The ways on from a message: going on with a reply that was cut off, and beginning another path. */
export function useBranchEntries(message: Message): MessageEntry[] {
  const { t } = useTranslation('chat')
  const { actions, canReply, branching } = useMessageSetting()
  const entries: MessageEntry[] = []
  if (canReply && isCutOff(message)) {
    entries.push({
      key: 'continue',
      label: t('branch.continue'),
      icon: <FastForward />,
      onSelect: () => actions.continue(message),
    })
  }
  if (canReply) {
    entries.push({
      key: 'branch',
      label: t('branch.here'),
      icon: <Split />,
      onSelect: () => branching.begin(message.id),
    })
  }
  entries.push({
    key: 'branch-own',
    label: t('branch.own'),
    icon: <GitBranch />,
    onSelect: () => actions.branch(message),
  })
  return entries
}
