import { useTranslation } from 'react-i18next'
import type en from '#locales/en/import.json'

type KnownReason = keyof typeof en.reason

/** A code of a receipt or of a failed run in words. A code this interface does not know is said as it is. */
export function useReasonText(): (code: string) => string {
  const { t, i18n } = useTranslation('import')
  return (code) => (i18n.exists(`import:reason.${code}`) ? t(`reason.${code as KnownReason}`) : code)
}
