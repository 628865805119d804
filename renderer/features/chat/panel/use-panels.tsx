import { Info } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { AboutPanel } from './AboutPanel.tsx'
import type { PanelEntry } from './panel.ts'

/** The pages of the side panel, in the order of their tabs. */
export function usePanels(): readonly PanelEntry[] {
  const { t } = useTranslation('chat')
  return [{ id: 'about', name: t('panel.title'), icon: <Info />, Panel: AboutPanel }]
}
