import { BookHeart, BookOpen, Cpu, FileUser, Footprints, MessageCircle, ScrollText, UserRound } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useLocation } from 'wouter'
import type { Companion } from '#shared/model/companion.ts'
import { companionTabs, paths, type CompanionTab } from '#renderer/app/paths.ts'
import { Button } from '#renderer/design/Button.tsx'
import { SidebarToggle } from '#renderer/design/Frame.tsx'
import { LocalNav } from '#renderer/design/LocalNav.tsx'
import { Page } from '#renderer/design/Page.tsx'
import styles from './companion.module.css'

const icons: Record<CompanionTab, typeof Cpu> = {
  profile: UserRound,
  letter: ScrollText,
  memories: BookHeart,
  model: Cpu,
  lorebook: BookOpen,
  card: FileUser,
}

/** The page around every part of a companion: its name, its parts, and what is being saved. */
export function CompanionFrame(props: {
  readonly companion: Companion
  readonly tab: CompanionTab
  /** Whether what was written is on its way to the disk, or there. */
  readonly saving?: 'saving' | 'saved' | null
  readonly fills?: boolean
  readonly children: ReactNode
}) {
  const { companion, tab, saving = null } = props
  const { t } = useTranslation(['companion', 'common', 'story'])
  const [, navigate] = useLocation()
  return (
    <Page
      title={companion.profile.name}
      fills={props.fills ?? false}
      start={<SidebarToggle name={t('common:openSidebar')} />}
      actions={
        <>
          <span className={styles['note']} role="status">
            {saving === 'saving' ? t('saving') : saving === 'saved' ? t('saved') : ''}
          </span>
          <Button icon={<MessageCircle aria-hidden />} onClick={() => navigate(paths.chat(companion.lifelongId))}>
            {t('toChat')}
          </Button>
        </>
      }
      navigation={
        <LocalNav
          label={t('title')}
          Link={Link}
          current={tab}
          items={[
            ...companionTabs.map((key) => {
              const Icon = icons[key]
              return {
                key,
                href: paths.companion(companion.id, key),
                label: t(`tabs.${key}`),
                icon: <Icon aria-hidden />,
              }
            }),
            {
              key: 'story',
              href: paths.story(companion.id),
              label: t('story:title'),
              icon: <Footprints aria-hidden />,
            },
          ]}
        />
      }
    >
      {props.children}
    </Page>
  )
}
