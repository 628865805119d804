import { Ellipsis } from 'lucide-react'
import { memo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { Conversation } from '#shared/model/conversation.ts'
import { paths } from '#renderer/app/paths.ts'
import { useFrame } from '#renderer/design/Frame.tsx'
import { IconButton } from '#renderer/design/IconButton.tsx'
import { Menu } from '#renderer/design/Menu.tsx'
import { useFormats } from '#renderer/i18n/format.ts'
import { useNear } from '../use-near.ts'
import { guessLanguage } from '#renderer/markdown/guess-language.ts'
import { plainWords } from '#renderer/markdown/plain-words.ts'
import { ConversationDialog } from './ConversationDialog.tsx'
import styles from './sidebar.module.css'
import { type ConversationDialogName, useConversationEntries } from './use-conversation-entries.tsx'

function isThisYear(time: number): boolean {
  return new Date(time).getFullYear() === new Date().getFullYear()
}

/** One conversation of a list. Its menu is made only while the pointer or the focus is on it: lists are long. */
export const ConversationLink = memo(function ConversationLink(props: {
  readonly conversation: Conversation
  readonly current: boolean
  readonly untitled: string
  readonly name?: string
}) {
  const { conversation, current, untitled, name } = props
  const { i18n } = useTranslation()
  const formats = useFormats()
  const { closeSidebar } = useFrame()
  const { near, nearProps } = useNear()
  const [dialog, setDialog] = useState<ConversationDialogName | null>(null)
  const title = conversation.title || name || plainWords(conversation.preview) || untitled
  return (
    <li className={styles['item']} data-current={current || undefined} {...nearProps}>
      <Link
        href={paths.chat(conversation.id)}
        className={styles['link']}
        aria-current={current ? 'page' : undefined}
        onClick={closeSidebar}
      >
        <span className={styles['title']} lang={guessLanguage(title, i18n.language)}>
          {title}
        </span>
        {!near && (
          <time className={styles['when']}>
            {isThisYear(conversation.updatedAt)
              ? formats.monthDay(conversation.updatedAt)
              : formats.shortDate(conversation.updatedAt)}
          </time>
        )}
      </Link>
      {near && <ConversationMenu conversation={conversation} title={title} onOpen={setDialog} />}
      <ConversationDialog conversation={conversation} name={dialog} onClose={() => setDialog(null)} />
    </li>
  )
})

function ConversationMenu(props: {
  readonly conversation: Conversation
  readonly title: string
  readonly onOpen: (dialog: ConversationDialogName) => void
}) {
  const { t } = useTranslation('chat')
  const entries = useConversationEntries(props.conversation, props.onOpen)
  return (
    <Menu
      trigger={<IconButton size="small" name={t('sidebar.more', { title: props.title })} icon={<Ellipsis />} />}
      entries={entries}
    />
  )
}
