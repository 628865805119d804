import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useLocation } from 'wouter'
import { Banner } from '#renderer/design/Banner.tsx'
import { Frame } from '#renderer/design/Frame.tsx'
import { ToastProvider } from '#renderer/design/Toasts.tsx'
import type { VaultStatus } from '#shared/model/vault.ts'
import styles from './app.module.css'
import { InterruptedImportBanner } from './InterruptedImportBanner.tsx'
import { paths } from './paths.ts'
import { Pages, SidebarSlot } from './routes.tsx'
import { useStayAwake } from './use-stay-awake.ts'

/** Everything behind the open door: the sidebar, the page at this address, and what has to be said above both. */
export function Shell(props: { readonly status: Extract<VaultStatus, { readonly state: 'unlocked' }> }) {
  const { t } = useTranslation()
  useStayAwake()
  useShortcuts()
  const { recoveryProven, rolledBack } = props.status
  return (
    <ToastProvider label={t('notes')} closeName={t('close')}>
      <Frame
        sidebarLabel={t('sidebar')}
        sidebar={<SidebarSlot />}
        banner={
          <>
            {rolledBack ? (
              <Banner tone="danger" edge title={t('rolledBack.title')}>
                {t('rolledBack.body')}
              </Banner>
            ) : null}
            {recoveryProven ? null : (
              <Banner tone="warn" edge>
                {t('recoveryUnproven.title')}{' '}
                <Link href={paths.settings('privacy')} className={styles['link'] ?? ''}>
                  {t('recoveryUnproven.action')}
                </Link>
              </Banner>
            )}
            <InterruptedImportBanner />
          </>
        }
      >
        <Pages />
      </Frame>
    </ToastProvider>
  )
}

/** Ctrl or ⌘ with a comma opens the settings, as everywhere. */
function useShortcuts() {
  const [, navigate] = useLocation()
  useEffect(() => {
    function onKey(event: KeyboardEvent) {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey || event.key !== ',') return
      event.preventDefault()
      navigate(paths.settings())
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [navigate])
}
