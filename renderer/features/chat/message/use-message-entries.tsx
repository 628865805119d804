import {
  CalendarHeart,
  Copy,
  FileType,
  Info,
  PackageOpen,
  Pencil,
  RefreshCw,
  ScrollText,
  SquareCheck,
  Trash2,
} from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import type { Message } from '#shared/model/message.ts'
import { paths } from '#renderer/app/paths.ts'
import type { MenuEntry } from '#renderer/design/Menu.tsx'
import { useQuoteEntry } from '../composer/use-quote-entry.tsx'
import { hasWords } from '../thread/thread-rows.ts'
import { useBranchEntries } from '../branch/use-branch-entries.tsx'
import { useMarkEntries } from '../marks/use-mark-entries.tsx'
import { useRememberEntry } from '../remember/use-remember-entry.tsx'
import { useSelection } from '../selection/selection-context.ts'
import { toggle } from '../selection/selection-store.ts'
import { useSpeechEntries } from '../speech/use-speech-entries.tsx'
import { useMessageSetting } from './message-context.ts'

/** One thing that can be done to a message. */
export type MessageEntry = {
  readonly key: string
  readonly label: string
  readonly icon: ReactNode
  readonly onSelect: () => void
  /** Also a button of the rail beside the message; for the few that are wanted daily. */
  readonly rail?: boolean
  /** On now: the button of the rail stays tinted. */
  readonly active?: boolean
  readonly danger?: boolean
}

/** What the row of a message does itself. */
export type MessageRowTools = {
  readonly onEdit: () => void
  readonly onDetails: () => void
}

/**
 * All that can be done to this message, in groups and in order: the one list behind the rail, the menu and the context
 * menu. A part that adds to it brings a hook of its own and takes its line here.
 */
export function useMessageEntries(message: Message, { onEdit, onDetails }: MessageRowTools): readonly MessageEntry[][] {
  const { t } = useTranslation(['chat', 'days', 'export'])
  const { actions, canReply, lookAt } = useMessageSetting()
  const selection = useSelection().store
  const marks = useMarkEntries(message)
  const speech = useSpeechEntries(message)
  const branches = useBranchEntries(message)
  const quote = useQuoteEntry(message)
  const remember = useRememberEntry(message)
  const [, navigate] = useLocation()
  const written = hasWords(message)
  const theirs = message.role === 'assistant'

  const words: MessageEntry[] = []
  if (written) {
    words.push({
      key: 'copy',
      label: t('action.copy'),
      icon: <Copy />,
      rail: true,
      onSelect: () => actions.copy(message, 'text'),
    })
    if (theirs) {
      words.push({
        key: 'copy-markdown',
        label: t('action.copyMarkdown'),
        icon: <FileType />,
        onSelect: () => actions.copy(message, 'markdown'),
      })
    }
  }
  words.push(...quote)
  if (written && (canReply || theirs)) {
    words.push({ key: 'edit', label: t('action.edit'), icon: <Pencil />, rail: true, onSelect: onEdit })
  }
  if (canReply && theirs) {
    words.push({
      key: 'regenerate',
      label: t('action.regenerate'),
      icon: <RefreshCw />,
      rail: true,
      onSelect: () => actions.regenerate(message),
    })
    words.push({
      key: 'look',
      label: t('context.lookAgain'),
      icon: <ScrollText />,
      onSelect: () => lookAt({ again: { messageId: message.id, goesOn: false } }),
    })
  }
  const facts: MessageEntry[] = [
    ...speech,
    ...remember,
    {
      key: 'day',
      label: t('days:fromMessage'),
      icon: <CalendarHeart />,
      onSelect: () => navigate(paths.newDayFrom(message.id)),
    },
    { key: 'select', label: t('select.start'), icon: <SquareCheck />, onSelect: () => toggle(selection, message) },
    {
      key: 'export',
      label: t('export:title'),
      icon: <PackageOpen />,
      onSelect: () => navigate(paths.exportMessages(message.conversationId, [message.id])),
    },
    { key: 'details', label: t('action.details'), icon: <Info />, onSelect: onDetails },
    {
      key: 'delete',
      label: t('action.delete'),
      icon: <Trash2 />,
      danger: true,
      onSelect: () => actions.remove(message),
    },
  ]
  return [words, branches, marks, facts].filter((group) => group.length > 0)
}

/** The entries as a menu, a rule between the groups. */
export function asMenu(groups: readonly (readonly MessageEntry[])[]): MenuEntry[] {
  return groups.flatMap((group, index) => [
    ...(index === 0 ? [] : [{ kind: 'separator', key: `rule ${index}` } as const]),
    ...group.map(({ key, label, icon, onSelect, danger = false }) => ({ key, label, icon, onSelect, danger })),
  ])
}
