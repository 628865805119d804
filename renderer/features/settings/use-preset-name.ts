import { useTranslation } from 'react-i18next'
import type { Preset } from '#shared/model/provider.ts'

/** The name of a preset: makers' names as they are, our own words for the demo and for any other endpoint. */
export function usePresetName(): (preset: Preset) => string {
  const { t } = useTranslation('settings')
  return ({ id, name }) => {
    if (id === 'demo') return t('models.demoName')
    return id === 'custom' ? t('models.custom') : name
  }
}
