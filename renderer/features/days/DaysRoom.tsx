import { useQuery } from '@tanstack/react-query'
import { CalendarDays, CalendarHeart, FolderSync, History, Plus } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useLocation } from 'wouter'
import { dayViews, paths, type DayView } from '#renderer/app/paths.ts'
import { accentOf, accentProps } from '#renderer/design/accent.ts'
import { Button } from '#renderer/design/Button.tsx'
import { SidebarToggle } from '#renderer/design/Frame.tsx'
import { LocalNav } from '#renderer/design/LocalNav.tsx'
import { Page } from '#renderer/design/Page.tsx'
import { useApi } from '#renderer/rpc/RpcProvider.tsx'
import styles from './days.module.css'
import { DaySettingsView } from './DaySettingsView.tsx'
import { MonthView } from './MonthView.tsx'
import { OursView } from './OursView.tsx'
import { YearView } from './YearView.tsx'

const views: Record<DayView, { readonly icon: ReactNode; readonly View: () => ReactNode }> = {
  ours: { icon: <CalendarHeart aria-hidden />, View: OursView },
  month: { icon: <CalendarDays aria-hidden />, View: MonthView },
  year: { icon: <History aria-hidden />, View: YearView },
  settings: { icon: <FolderSync aria-hidden />, View: DaySettingsView },
}

/** Our days: what was, what is today, and what comes. */
export function DaysRoom(props: { readonly view: DayView }) {
  const { t } = useTranslation(['days', 'common'])
  const [, navigate] = useLocation()
  const { View } = views[props.view]
  const companions = useQuery(useApi().companions.list.queryOptions()).data?.filter(({ archived }) => !archived)
  const only = companions?.length === 1 ? companions[0] : undefined
  return (
    <Page
      title={t('days:title')}
      start={<SidebarToggle name={t('common:openSidebar')} />}
      actions={
        <Button icon={<Plus size="1.125em" strokeWidth={1.5} aria-hidden />} onClick={() => navigate(paths.newDay())}>
          {t('days:new')}
        </Button>
      }
      navigation={
        <LocalNav
          label={t('days:title')}
          Link={Link}
          current={props.view}
          items={dayViews.map((key) => ({
            key,
            href: paths.days(key),
            label: t(`days:views.${key}`),
            icon: views[key].icon,
          }))}
        />
      }
    >
      <div className={styles['tinted']} {...(only ? accentProps(accentOf(only)) : {})}>
        <View />
      </div>
    </Page>
  )
}
