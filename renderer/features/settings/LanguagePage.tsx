import { useTranslation } from 'react-i18next'
import { languages, type Language } from '#shared/languages.ts'
import { Section } from '#renderer/design/Page.tsx'
import { Segmented } from '#renderer/design/Segmented.tsx'
import { languageNames } from '#renderer/i18n/language-names.ts'
import { useSetPreferences } from '#renderer/rpc/preferences.ts'

/** The language of the interface; switches at once. */
export function LanguagePage() {
  const { t, i18n } = useTranslation('settings')
  const setPreferences = useSetPreferences()
  return (
    <Section title={t('language.title')} description={t('language.body')}>
      <Segmented<Language>
        label={t('language.title')}
        value={i18n.language as Language}
        onChange={(language) => setPreferences.mutate({ language })}
        segments={languages.map((value) => ({ value, label: languageNames[value], lang: value }))}
      />
    </Section>
  )
}
