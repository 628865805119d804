import { z } from 'zod'

/** The interface languages, as BCP 47 tags; one folder each under `locales/`. */
export const languages = ['en', 'zh-Hans', 'zh-Hant'] as const
export const Language = z.enum(languages)
export type Language = z.infer<typeof Language>
