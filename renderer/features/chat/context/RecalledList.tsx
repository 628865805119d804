import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { RecalledNote } from '#shared/model/memory.ts'
import { paths } from '#renderer/app/paths.ts'
import { guessLanguage } from '#renderer/markdown/guess-language.ts'
import styles from './NextReplyPanel.module.css'

/** What of the past a part tells, what brought each of it up, and the way to where it was said. */
export function RecalledList({ notes }: { readonly notes: readonly RecalledNote[] }) {
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
            <Link href={paths.message(conversationId, messageId)}>{t('context.recalled.open')}</Link>
          )}
        </li>
      ))}
    </ul>
  )
}
