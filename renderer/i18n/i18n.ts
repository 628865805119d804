import i18next, { type i18n } from 'i18next'
import { initReactI18next } from 'react-i18next'
import type { Language } from '#shared/languages.ts'
import { formatNames } from '#shared/model/formats.ts'

type Namespaces = Readonly<Record<string, Readonly<Record<string, unknown>>>>

const loaders: Record<Language, () => Promise<Namespaces>> = {
  en: async () => (await import('./locales/en.ts')).namespaces,
  'zh-Hans': async () => (await import('./locales/zh-hans.ts')).namespaces,
  'zh-Hant': async () => (await import('./locales/zh-hant.ts')).namespaces,
}

/** The language to start in before anybody has chosen: the first of the system's that we speak. */
export function guessLanguage(wanted: readonly string[]): Language {
  for (const tag of wanted) {
    const { language, script } = new Intl.Locale(tag).maximize()
    if (language === 'zh') return script === 'Hant' ? 'zh-Hant' : 'zh-Hans'
    if (language === 'en') return 'en'
  }
  return 'en'
}

async function load(language: Language): Promise<void> {
  if (i18next.hasResourceBundle(language, 'common')) return
  for (const [namespace, words] of Object.entries(await loaders[language]())) {
    i18next.addResourceBundle(language, namespace, words)
  }
  // Most apps have one name in every language.
  i18next.addResourceBundle(language, 'library', { source: formatNames }, true, false)
}

/** Readies the texts of one language; the others are fetched when they are switched to. */
export async function startI18n(language: Language): Promise<i18n> {
  await i18next.use(initReactI18next).init({
    lng: language,
    resources: {},
    fallbackLng: false,
    defaultNS: 'common',
    ns: [],
    interpolation: { escapeValue: false },
    returnNull: false,
    react: { useSuspense: false },
  })
  await switchLanguage(language)
  return i18next
}

/** Switches every text of the window, and the language the document is said to be in. */
export async function switchLanguage(language: Language): Promise<void> {
  await load(language)
  await i18next.changeLanguage(language)
  document.documentElement.lang = language
  document.title = i18next.t('common:appName')
}
