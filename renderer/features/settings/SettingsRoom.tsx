import { BookKey, Cpu, Globe, Info, Languages, SunMoon, UserRound } from 'lucide-react'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { paths, settingsPages, type SettingsPage } from '#renderer/app/paths.ts'
import { SidebarToggle } from '#renderer/design/Frame.tsx'
import { LocalNav } from '#renderer/design/LocalNav.tsx'
import { Page } from '#renderer/design/Page.tsx'
import { Spinner } from '#renderer/design/Spinner.tsx'
import { AboutPage } from './AboutPage.tsx'
import { AppearancePage } from './AppearancePage.tsx'
import { LanguagePage } from './LanguagePage.tsx'
import { PrivacyPage } from './PrivacyPage.tsx'

const ModelsPage = lazy(async () => ({ default: (await import('./ModelsPage.tsx')).ModelsPage }))
const NetworkPage = lazy(async () => ({ default: (await import('./NetworkPage.tsx')).NetworkPage }))

const pages: Record<SettingsPage, { readonly Icon: typeof Cpu; readonly Content?: () => React.ReactNode }> = {
  you: { Icon: UserRound },
  models: { Icon: Cpu, Content: () => <ModelsPage /> },
  network: { Icon: Globe, Content: () => <NetworkPage /> },
  privacy: { Icon: BookKey, Content: () => <PrivacyPage /> },
  language: { Icon: Languages, Content: () => <LanguagePage /> },
  appearance: { Icon: SunMoon, Content: () => <AppearancePage /> },
  about: { Icon: Info, Content: () => <AboutPage /> },
}

/** Settings: a quiet list of pages and the one that is open. `you` is the person’s own profile, made elsewhere. */
export function SettingsRoom(props: { readonly page: SettingsPage; readonly you: React.ReactNode }) {
  const { t } = useTranslation(['settings', 'common'])
  const { Content } = pages[props.page]
  return (
    <Page
      title={t('title')}
      start={<SidebarToggle name={t('common:openSidebar')} />}
      navigation={
        <LocalNav
          label={t('title')}
          Link={Link}
          current={props.page}
          items={settingsPages.map((key) => {
            const { Icon } = pages[key]
            return { key, href: paths.settings(key), label: t(`pages.${key}`), icon: <Icon aria-hidden /> }
          })}
        />
      }
    >
      <Suspense fallback={<Spinner label={t('common:loading')} />}>
        {Content === undefined ? props.you : <Content />}
      </Suspense>
    </Page>
  )
}
