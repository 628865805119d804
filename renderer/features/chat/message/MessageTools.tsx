import { Copy, Ellipsis, Info, Pencil, RefreshCw, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Message } from '#shared/model/message.ts'
import { IconButton } from '#renderer/design/IconButton.tsx'
import { Menu } from '#renderer/design/Menu.tsx'
import { useFormats } from '#renderer/i18n/format.ts'
import { hasWords } from '../thread/thread-rows.ts'
import { useMessageSetting } from './message-context.ts'
import { MessageDetails } from './MessageDetails.tsx'
import styles from './MessageTools.module.css'

/** What can be done to a message; there only while the pointer or the focus is on it. */
export function MessageTools({ message, onEdit }: { readonly message: Message; readonly onEdit: () => void }) {
  const { t } = useTranslation('chat')
  const formats = useFormats()
  const { actions, canReply } = useMessageSetting()
  const [details, setDetails] = useState(false)
  const written = hasWords(message)
  return (
    <div className={styles['rail']}>
      <div className={styles['tools']}>
        {message.createdAt !== null && (
          <time className={styles['time']} dateTime={new Date(message.createdAt).toISOString()}>
            {formats.time(message.createdAt)}
          </time>
        )}
        {written && (
          <IconButton size="small" name={t('action.copy')} icon={<Copy />} onClick={() => actions.copy(message)} />
        )}
        {written && (canReply || message.role === 'assistant') && (
          <IconButton size="small" name={t('action.edit')} icon={<Pencil />} onClick={onEdit} />
        )}
        {canReply && message.role === 'assistant' && (
          <IconButton
            size="small"
            name={t('action.regenerate')}
            icon={<RefreshCw />}
            onClick={() => actions.regenerate(message)}
          />
        )}
        <Menu
          trigger={<IconButton size="small" name={t('action.more')} icon={<Ellipsis />} />}
          entries={[
            { key: 'details', label: t('action.details'), icon: <Info />, onSelect: () => setDetails(true) },
            { kind: 'separator', key: 'rule' },
            {
              key: 'delete',
              label: t('action.delete'),
              icon: <Trash2 />,
              danger: true,
              onSelect: () => actions.remove(message),
            },
          ]}
        />
      </div>
      <MessageDetails message={message} open={details} onOpenChange={setDetails} />
    </div>
  )
}
