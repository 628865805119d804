import { CalendarHeart, GitFork, Images, Info, ScrollText, Star } from 'lucide-react'
import { lazy } from 'react'
import { useTranslation } from 'react-i18next'
import { AboutPanel } from './AboutPanel.tsx'
import type { PanelEntry } from './panel.ts'

const FavouritesPanel = lazy(async () => ({ default: (await import('../marks/FavouritesPanel.tsx')).FavouritesPanel }))

const TodayPanel = lazy(async () => ({ default: (await import('./TodayPanel.tsx')).TodayPanel }))

const MediaPanel = lazy(async () => ({ default: (await import('./MediaPanel.tsx')).MediaPanel }))

const NextReplyPanel = lazy(async () => ({ default: (await import('../context/NextReplyPanel.tsx')).NextReplyPanel }))

const MapPanel = lazy(async () => ({ default: (await import('../map/MapPanel.tsx')).MapPanel }))

/** The pages of the side panel, in the order of their tabs. */
export function usePanels(): readonly PanelEntry[] {
  const { t } = useTranslation(['chat', 'days'])
  return [
    { id: 'about', name: t('panel.title'), icon: <Info />, Panel: AboutPanel },
    { id: 'today', name: t('days:panel.title'), icon: <CalendarHeart />, Panel: TodayPanel },
    { id: 'next', name: t('context.title'), icon: <ScrollText />, Panel: NextReplyPanel },
    { id: 'favourites', name: t('marks.favourites'), icon: <Star />, Panel: FavouritesPanel },
    { id: 'versions', name: t('map.title'), icon: <GitFork />, Panel: MapPanel },
    { id: 'media', name: t('places.media'), icon: <Images />, Panel: MediaPanel },
  ]
}
