import { Ellipsis } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Message } from '#shared/model/message.ts'
import { IconButton } from '#renderer/design/IconButton.tsx'
import { Menu } from '#renderer/design/Menu.tsx'
import { useFormats } from '#renderer/i18n/format.ts'
import { MessageDetails } from './MessageDetails.tsx'
import styles from './MessageTools.module.css'
import type { ContextMenu } from './use-context-menu.ts'
import { asMenu, useMessageEntries } from './use-message-entries.tsx'

/** What can be done to a message; there only while the pointer or the focus is on it. */
export function MessageTools(props: {
  readonly message: Message
  readonly menu: ContextMenu
  readonly onEdit: () => void
}) {
  const { message, menu, onEdit } = props
  const { t } = useTranslation('chat')
  const formats = useFormats()
  const [details, setDetails] = useState(false)
  const groups = useMessageEntries(message, { onEdit, onDetails: () => setDetails(true) })
  return (
    <div className={styles['rail']}>
      <div className={styles['tools']}>
        {message.createdAt !== null && (
          <time className={styles['time']} dateTime={new Date(message.createdAt).toISOString()}>
            {formats.time(message.createdAt)}
          </time>
        )}
        {groups
          .flat()
          .map(
            ({ key, label, icon, active = false, rail, onSelect }) =>
              rail && <IconButton key={key} size="small" name={label} icon={icon} active={active} onClick={onSelect} />,
          )}
        <Menu
          trigger={<IconButton size="small" name={t('action.more')} icon={<Ellipsis />} />}
          entries={asMenu(groups)}
          open={menu.open}
          onOpenChange={menu.onOpenChange}
          anchor={menu.anchor}
        />
      </div>
      <MessageDetails message={message} open={details} onOpenChange={setDetails} />
    </div>
  )
}
