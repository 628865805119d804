import { useTranslation } from 'react-i18next'
import type { ConversationId, MessageId } from '#shared/model/ids.ts'
import type { RecalledNote } from '#shared/model/memory.ts'
import { Button } from '#renderer/design/Button.tsx'
import { guessLanguage } from '#renderer/markdown/guess-language.ts'
import styles from './NextReplyPanel.module.css'

/** Shows a message in its place. */
export type OpenMessage = (conversationId: ConversationId, messageId: MessageId) => void

/** What of the past a part tells, what brought each of it up, and the way to where it was said. */
export function RecalledList({
  notes,
  onOpen,
}: {
  readonly notes: readonly RecalledNote[]
  readonly onOpen: OpenMessage
}) {
  const { t, i18n } = useTranslation('chat')
  if (notes.length === 0) return null
  return (
    <ul className={styles['recalled']}>
      {notes.map(({ excerpt, because, messageId, conversationId }, index) => (
        // Two memories may say the same, and none moves on its own.
        <li key={index} className={styles['left']}>
          <bdi lang={guessLanguage(excerpt, i18n.language)}>{excerpt}</bdi>
          {because.length > 0 && (
            <small>
              {t('context.recalled.because', { words: new Intl.ListFormat(i18n.language).format(because) })}
            </small>
          )}
          {messageId !== null && conversationId !== null && (
            <div>
              <Button size="small" look="quiet" onClick={() => onOpen(conversationId, messageId)}>
                {t('context.recalled.open')}
              </Button>
            </div>
          )}
        </li>
      ))}
    </ul>
  )
}
