import { useTranslation } from 'react-i18next'

/** Names of fields and the like in a row, as the language sets them apart. */
export function useNames(): (names: readonly string[]) => string {
  const { language } = useTranslation().i18n
  return (names) => names.join(language.startsWith('zh') ? '、' : ', ')
}
