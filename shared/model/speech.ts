import { z } from 'zod'

/** Languages with a voice of their own. */
export const spokenLanguages = ['zh', 'en'] as const
export type SpokenLanguage = (typeof spokenLanguages)[number]

const voice = z.string().max(500).nullable()

/** How a companion's words are read aloud. A voice is named as the system names it; null is the system's own choice. */
export const Speech = z.object({ voices: z.object({ zh: voice, en: voice }), rate: z.number().min(0.5).max(2) })
export type Speech = z.infer<typeof Speech>

/** Read as the system would. */
export const plainSpeech: Speech = { voices: { zh: null, en: null }, rate: 1 }
