import { useTranslation } from 'react-i18next'
import type { RecalledNote } from '#shared/model/memory.ts'
import { Button } from '#renderer/design/Button.tsx'
import { useFormats } from '#renderer/i18n/format.ts'
import { guessLanguage } from '#renderer/markdown/guess-language.ts'
import type { OpenMessage } from '../panel/use-open-message.ts'
import styles from './NextReplyPanel.module.css'

/** What of the past a part tells, what brought each of it up, and the way to where it was said. */
export function RecalledList({
  notes,
  onOpen,
}: {
  readonly notes: readonly RecalledNote[]
  readonly onOpen: OpenMessage
}) {
  const { t, i18n } = useTranslation('chat')
  const formats = useFormats()
  if (notes.length === 0) return null
  return (
    <ul className={styles['recalled']}>
      {notes.map(({ excerpt, because, byMeaning, messageId, conversationId }, index) => (
        // Two memories may say the same, and none moves on its own.
        <li key={index} className={styles['left']}>
          <bdi lang={guessLanguage(excerpt, i18n.language)}>{excerpt}</bdi>
          {because.length > 0 && <small>{t('context.recalled.because', { words: formats.list(because) })}</small>}
          {byMeaning && <small>{t('context.recalled.byMeaning')}</small>}
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
