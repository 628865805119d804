import type { Language } from '#shared/languages.ts'

/** Each language in itself; never translated. */
export const languageNames: Record<Language, string> = { en: 'English', 'zh-Hans': '简体中文', 'zh-Hant': '繁體中文' }
