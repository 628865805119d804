import { useTranslation } from 'react-i18next'
import { guessLanguage } from '#renderer/markdown/guess-language.ts'
import styles from './QuotedWords.module.css'

/** The words that a message answers, and the way to where they were said. */
export function QuotedWords(props: {
  readonly author: string
  readonly text: string
  readonly onOpen: (() => void) | null
}) {
  const { author, text, onOpen } = props
  const { t, i18n } = useTranslation('chat')
  return (
    <blockquote className={styles['quote']}>
      <p className={styles['words']} lang={guessLanguage(text, i18n.language)}>
        {text}
      </p>
      {onOpen === null ? (
        <cite className={styles['author']}>{author}</cite>
      ) : (
        <button
          type="button"
          className={styles['author']}
          aria-label={t('composer.toQuoted', { name: author })}
          onClick={onOpen}
        >
          {author}
        </button>
      )}
    </blockquote>
  )
}
