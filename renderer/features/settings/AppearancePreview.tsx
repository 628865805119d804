import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { languages, type Language } from '#shared/languages.ts'
import { Segmented } from '#renderer/design/Segmented.tsx'
import { languageNames } from '#renderer/i18n/language-names.ts'
import { sampleLines } from '#renderer/i18n/sample-lines.ts'
import styles from './AppearancePreview.module.css'

/** A few lines as they will look, in a language of one's choice. It follows every choice through the document's tokens. */
export function AppearancePreview() {
  const { t, i18n } = useTranslation('settings')
  const [language, setLanguage] = useState(i18n.language as Language)
  const { yours, theirs } = sampleLines[language]
  return (
    <figure className={styles['preview']}>
      <figcaption className={styles['caption']}>
        <span>{t('appearance.preview')}</span>
        <Segmented<Language>
          label={t('appearance.previewLanguage')}
          value={language}
          onChange={setLanguage}
          segments={languages.map((value) => ({ value, label: languageNames[value], lang: value }))}
        />
      </figcaption>
      <div className={styles['thread']} lang={language}>
        <p className={styles['yours']}>{yours}</p>
        {theirs.map((line, index) => (
          <p key={line} className={styles['theirs']} data-first={index === 0 || undefined}>
            {line}
          </p>
        ))}
      </div>
    </figure>
  )
}
