import { useEffect, useState } from 'react'
import { guessLanguage, switchLanguage } from '#renderer/i18n/i18n.ts'
import type { Preferences } from '#shared/model/settings.ts'

/** Puts language, theme and text size on the document; false until the language's texts are there. */
export function useApplyPreferences(preferences: Preferences | undefined): boolean {
  const [ready, setReady] = useState(false)
  const theme = preferences?.theme
  const textScale = preferences?.textScale
  const known = preferences !== undefined
  const language = preferences?.language ?? guessLanguage(navigator.languages)

  useEffect(() => {
    if (known) void switchLanguage(language).then(() => setReady(true))
  }, [known, language])

  useEffect(() => {
    const root = document.documentElement
    if (theme === undefined || theme === 'system') delete root.dataset['theme']
    else root.dataset['theme'] = theme
  }, [theme])

  useEffect(() => {
    document.documentElement.style.fontSize = textScale === undefined || textScale === 1 ? '' : `${textScale * 100}%`
  }, [textScale])

  return ready
}
