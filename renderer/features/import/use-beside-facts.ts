import { useTranslation } from 'react-i18next'
import { useFormats } from '#renderer/i18n/format.ts'
import type { BesideCount } from '#shared/model/import-run.ts'

/** What our own document holds beside conversations, as facts; none of other apps' exports. */
export function useBesideFacts(): (beside: BesideCount) => readonly (readonly [string, string])[] {
  const { t } = useTranslation('import')
  const { number } = useFormats()
  return ({ companions, days, selves, alreadyHere }) => {
    const all = [
      [t('facts.companions'), companions],
      [t('facts.days'), days],
      [t('facts.selves'), selves],
      [t('facts.besideHere'), alreadyHere],
    ] as const
    return all.flatMap(([name, count]) => (count === 0 ? [] : [[name, number(count)] as const]))
  }
}
