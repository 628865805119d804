import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Message } from '#shared/model/message.ts'
import styles from './AsideRow.module.css'
import { Fold } from './Fold.tsx'
import { useMessageSetting } from './message-context.ts'
import { MessagePart } from './MessageParts.tsx'
import { VersionStepper } from './VersionStepper.tsx'

/** What was kept but not said aloud: instructions, tool traffic, bare thoughts; folded into one line. */
export const AsideRow = memo(function AsideRow(props: {
  readonly messages: readonly Message[]
  readonly rowKey: string
}) {
  const { messages, rowKey } = props
  const { t } = useTranslation('chat')
  const { name } = useMessageSetting()
  const whoOf = ({ role, author, companionId }: Message) => {
    if (role !== 'assistant') return [t(`aside.${role}`), author]
    // In a room the author is the companion, who would be named twice.
    return companionId === null ? [name, author] : [author ?? name]
  }
  return (
    <div className={styles['aside']} data-row={rowKey}>
      <Fold label={t('aside.count', { count: messages.length })}>
        {messages.map((message) => (
          <section key={message.id} className={styles['one']} data-message={message.id}>
            <h3 className={styles['who']}>
              {whoOf(message)
                .filter((who) => who !== null && who !== '')
                .join(' · ')}
            </h3>
            {message.parts.length === 0 ? (
              <p>{t('aside.empty')}</p>
            ) : (
              message.parts.map((part, index) => (
                // Parts have no identity of their own and never change places.
                <MessagePart key={index} part={part} typed />
              ))
            )}
            {message.versions.length > 1 && <VersionStepper message={message} />}
          </section>
        ))}
      </Fold>
    </div>
  )
})
