import { X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Quote } from '#shared/model/draft.ts'
import { IconButton } from '#renderer/design/IconButton.tsx'
import { guessLanguage } from '#renderer/markdown/guess-language.ts'
import styles from './QuoteCard.module.css'

/** The words that are being answered, above the answer. */
export function QuoteCard({ quote, onRemove }: { readonly quote: Quote; readonly onRemove: () => void }) {
  const { t, i18n } = useTranslation('chat')
  return (
    <div className={styles['card']}>
      <blockquote className={styles['quote']}>
        <cite className={styles['author']}>{t('composer.quoting', { name: quote.author })}</cite>
        <p className={styles['words']} lang={guessLanguage(quote.text, i18n.language)}>
          {quote.text}
        </p>
      </blockquote>
      <IconButton size="small" name={t('composer.unquote')} icon={<X />} onClick={onRemove} />
    </div>
  )
}
