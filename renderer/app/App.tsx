import { CSPProvider } from '@base-ui/react/csp-provider'
import { Tooltip } from '@base-ui/react/tooltip'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Router } from 'wouter'
import { useHashLocation } from 'wouter/use-hash-location'
import { Spinner } from '#renderer/design/Spinner.tsx'
import { usePreferences } from '#renderer/rpc/preferences.ts'
import { useVaultStatus, useVaultWatch } from '#renderer/rpc/vault-status.ts'
import { CrashGuard } from './CrashGuard.tsx'
import { LineBanner } from './LineBanner.tsx'
import { useApplyPreferences } from './use-apply-preferences.ts'

const Shell = lazy(async () => ({ default: (await import('./Shell.tsx')).Shell }))
const WelcomePage = lazy(async () => ({
  default: (await import('#renderer/features/welcome/WelcomePage.tsx')).WelcomePage,
}))
const AdultPage = lazy(async () => ({ default: (await import('#renderer/features/welcome/AdultPage.tsx')).AdultPage }))
const UnlockPage = lazy(async () => ({
  default: (await import('#renderer/features/unlock/UnlockPage.tsx')).UnlockPage,
}))
const LockedNotes = lazy(async () => ({
  default: (await import('#renderer/features/days/LockedNotes.tsx')).LockedNotes,
}))
const TroublePage = lazy(async () => ({
  default: (await import('#renderer/features/unlock/TroublePage.tsx')).TroublePage,
}))

/** The whole window: what the door looks like decides what is behind it. */
export function App() {
  const { t } = useTranslation()
  useVaultWatch()
  return (
    <CSPProvider disableStyleElements>
      <Tooltip.Provider>
        <Router hook={useHashLocation}>
          <CrashGuard>
            <LineBanner />
            <Suspense fallback={<Spinner label={t('loading')} />}>
              <Door />
            </Suspense>
          </CrashGuard>
        </Router>
      </Tooltip.Provider>
    </CSPProvider>
  )
}

function Door() {
  const { t } = useTranslation()
  const status = useVaultStatus()
  const preferences = usePreferences()
  const ready = useApplyPreferences(preferences)
  // The vault opens in the middle of the welcome, while the recovery key still has to be kept.
  const [welcoming, setWelcoming] = useState(false)

  if (status === undefined || preferences === undefined || !ready) return <Spinner label={t('loading')} />
  if (status.state === 'absent' && !welcoming) setWelcoming(true)
  if (welcoming && (status.state === 'absent' || status.state === 'unlocked')) {
    return <WelcomePage onDone={() => setWelcoming(false)} />
  }
  if (preferences.adultStatementAt === null) return <AdultPage />
  if (status.state === 'unlocked') return <Shell status={status} />
  if (status.state === 'locked') {
    const notes = (
      <Suspense fallback={null}>
        <LockedNotes />
      </Suspense>
    )
    return <UnlockPage status={status} notes={notes} />
  }
  if (status.state === 'absent') return <Spinner label={t('loading')} />
  return <TroublePage state={status.state} />
}
