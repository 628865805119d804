import { useTranslation } from 'react-i18next'
import { guessLanguage } from '#renderer/markdown/guess-language.ts'
import styles from './cards.module.css'

/** Words of a card, to the letter and as nothing but text; long ones scroll. */
export function CardWords(props: { readonly label: string; readonly words: string }) {
  const { i18n } = useTranslation()
  return (
    <div
      className={styles['words']}
      lang={guessLanguage(props.words, i18n.language)}
      role="group"
      aria-label={props.label}
      tabIndex={0}
    >
      {props.words}
    </div>
  )
}
