import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useLocation } from 'wouter'
import { useActionKeys } from '#renderer/actions/use-actions.ts'
import { Banner } from '#renderer/design/Banner.tsx'
import { Frame } from '#renderer/design/Frame.tsx'
import { Spinner } from '#renderer/design/Spinner.tsx'
import { ToastProvider } from '#renderer/design/Toasts.tsx'
import { everything, rememberSearch } from '#renderer/rpc/remembered-search.ts'
import type { VaultStatus } from '#shared/model/vault.ts'
import styles from './app.module.css'
import { InterruptedImportBanner } from './InterruptedImportBanner.tsx'
import { paths } from './paths.ts'
import { Pages, PaletteHost, RemindersSlot, SidebarSlot } from './routes.tsx'
import { useApplyAppearance } from './use-apply-appearance.ts'
import { useHouseActions } from './use-house-actions.ts'
import { useStayAwake } from './use-stay-awake.ts'

/** Everything behind the open door: the sidebar, the page at this address, and what has to be said above both. */
export function Shell(props: { readonly status: Extract<VaultStatus, { readonly state: 'unlocked' }> }) {
  const { t } = useTranslation()
  useStayAwake()
  useActionKeys()
  useHouseActions()
  const dressed = useApplyAppearance()
  const queries = useQueryClient()
  const [, navigate] = useLocation()
  const [searches, setSearches] = useState(0)
  const search = useCallback(
    (query: string) => {
      rememberSearch(queries, { ...everything, query })
      setSearches((count) => count + 1)
      navigate(paths.library())
    },
    [queries, navigate],
  )
  const { recoveryProven, rolledBack } = props.status
  if (!dressed) return <Spinner label={t('loading')} />
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
              <Banner
                tone="warn"
                edge
                actions={
                  <Link href={paths.settings('privacy')} className={styles['link'] ?? ''}>
                    {t('recoveryUnproven.action')}
                  </Link>
                }
              >
                {t('recoveryUnproven.title')}
              </Banner>
            )}
            <InterruptedImportBanner />
            <RemindersSlot />
          </>
        }
      >
        <Pages searches={searches} />
      </Frame>
      <PaletteHost onSearch={search} />
    </ToastProvider>
  )
}
