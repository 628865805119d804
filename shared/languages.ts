import { z } from 'zod'

/** The interface languages, as BCP 47 tags; one folder each under `locales/`. */
export const languages = ['en', 'zh-Hans', 'zh-Hant'] as const
export const Language = z.enum(languages)
export type Language = z.infer<typeof Language>

/** The interface language for a BCP 47 tag such as `zh-TW` or `en-GB`. */
export function languageOfTag(tag: string): Language {
  const { language, script } = new Intl.Locale(tag).maximize()
  if (language !== 'zh') return 'en'
  return script === 'Hant' ? 'zh-Hant' : 'zh-Hans'
}
