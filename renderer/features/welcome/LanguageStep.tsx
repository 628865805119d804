import { useTranslation } from 'react-i18next'
import { Button } from '#renderer/design/Button.tsx'
import { Seal } from '#renderer/design/Seal.tsx'
import { languageNames } from '#renderer/i18n/language-names.ts'
import { usePreferences, useSetPreferences } from '#renderer/rpc/preferences.ts'
import { languages } from '#shared/languages.ts'
import styles from './welcome.module.css'

/** The first thing anybody sees. Every language is written in itself. */
export function LanguageStep(props: { readonly onChosen: () => void }) {
  const { t, i18n } = useTranslation(['welcome', 'common'])
  const preferences = usePreferences()
  const setPreferences = useSetPreferences()
  const present = preferences?.language ?? i18n.language
  return (
    <main className={styles['desk']}>
      <div className={styles['sheet']}>
        <div className={styles['opening']}>
          <Seal size="large" />
          <h1>{t('common:appName')}</h1>
          <p className={styles['tagline']}>{t('tagline')}</p>
        </div>
        <div className={styles['languages']} role="group" aria-label={t('language')}>
          {languages.map((language) => (
            <Button
              key={language}
              lang={language}
              size="large"
              wide
              look={language === present ? 'primary' : 'plain'}
              onClick={() => {
                setPreferences.mutate({ language })
                props.onChosen()
              }}
            >
              {languageNames[language]}
            </Button>
          ))}
        </div>
      </div>
    </main>
  )
}
