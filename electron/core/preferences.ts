import { Preferences } from '#shared/model/settings.ts'
import type { ConfigFile } from './host.ts'

const defaults: Preferences = { language: null, theme: 'system', textScale: 1, adultStatementAt: null }

/**
 * The plain settings file over a store of the `conf` family (electron-store is one). A value that is missing or makes no
 * sense is its default: a hand-edited file must never keep somebody out of their vault.
 */
export function createConfigFile(file: { store: Record<string, unknown> }): ConfigFile {
  return {
    read: () => {
      const { language, theme, textScale, adultStatementAt } = Preferences.shape
      const stored = file.store
      return {
        language: language.catch(defaults.language).parse(stored['language']),
        theme: theme.catch(defaults.theme).parse(stored['theme']),
        textScale: textScale.catch(defaults.textScale).parse(stored['textScale']),
        adultStatementAt: adultStatementAt.catch(defaults.adultStatementAt).parse(stored['adultStatementAt']),
      }
    },
    write: (preferences) => {
      file.store = { ...preferences }
    },
  }
}

/** The preferences with what was given put in. */
export function updatePreferences(
  current: Preferences,
  given: { readonly [Key in keyof Preferences]?: Preferences[Key] | undefined },
): Preferences {
  return {
    language: given.language === undefined ? current.language : given.language,
    theme: given.theme ?? current.theme,
    textScale: given.textScale ?? current.textScale,
    adultStatementAt: given.adultStatementAt === undefined ? current.adultStatementAt : given.adultStatementAt,
  }
}
