import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { createInstance } from 'i18next'
import type { Language } from '#shared/languages.ts'

const locales = path.resolve(import.meta.dirname, '../../locales')

/** The interface's own text for a key such as `chat:composer.send`, with its values and plurals filled in. */
export type Words = (key: string, values?: Readonly<Record<string, unknown>>) => string

/** The texts of one language as its locale files hold them. Throws on a key that they do not hold. */
export const wordsIn = (language: Language): Words => {
  const folder = path.join(locales, language)
  const namespaces: Record<string, Record<string, unknown>> = {}
  for (const file of readdirSync(folder)) {
    namespaces[path.basename(file, '.json')] = JSON.parse(readFileSync(path.join(folder, file), 'utf8'))
  }
  const texts = createInstance()
  void texts.init({
    lng: language,
    fallbackLng: false,
    resources: { [language]: namespaces },
    initAsync: false,
    interpolation: { escapeValue: false },
  })
  return (key, values = {}) => {
    if (!texts.exists(key, values)) throw new Error(`${language} has no text for ${key}`)
    return texts.t(key, values)
  }
}
