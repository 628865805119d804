import { useTranslation } from 'react-i18next'
import { SidebarToggle } from '#renderer/design/Frame.tsx'
import { Doors } from './Doors.tsx'
import styles from './welcome.module.css'

/** The three doors inside the app, while nobody lives here yet. */
export function DoorsPage() {
  const { t } = useTranslation(['welcome', 'common'])
  return (
    <main className={styles['doorsPage']}>
      <SidebarToggle name={t('common:openSidebar')} />
      <div className={styles['sheet']}>
        <h1 className={styles['title']}>{t('doors.title')}</h1>
        <Doors onChosen={() => {}} />
      </div>
    </main>
  )
}
