import { useMutation, useQuery } from '@tanstack/react-query'
import { LockKeyhole, PackageOpen } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { paths } from '#renderer/app/paths.ts'
import { Banner } from '#renderer/design/Banner.tsx'
import { Button } from '#renderer/design/Button.tsx'
import { Section } from '#renderer/design/Page.tsx'
import { Select } from '#renderer/design/Select.tsx'
import { useErrorText } from '#renderer/rpc/error-text.ts'
import { useApi, useRpc } from '#renderer/rpc/RpcProvider.tsx'
import { useVaultStatus } from '#renderer/rpc/vault-status.ts'
import { OsSlotRow } from './OsSlotRow.tsx'
import { PassphraseRow } from './PassphraseRow.tsx'
import { RecoveryRow } from './RecoveryRow.tsx'
import { Rows } from '#renderer/design/Rows.tsx'
import styles from './settings.module.css'

const waits = [1, 5, 10, 15, 30, 60, 240, 0] as const

/** Who can open the vault, and when it closes by itself. */
export function PrivacyPage() {
  const { t } = useTranslation(['settings', 'export'])
  const [, navigate] = useLocation()
  const status = useVaultStatus()
  if (status?.state !== 'unlocked') return null
  return (
    <>
      <Section title={t('privacy.ways')} description={t('privacy.waysBody')}>
        <Rows>
          <PassphraseRow status={status} />
          <RecoveryRow status={status} />
          <OsSlotRow status={status} />
        </Rows>
      </Section>
      <LockSection />
      <Section title={t('export:title')} description={t('export:all')}>
        <div className={styles['actions']}>
          <Button icon={<PackageOpen aria-hidden />} onClick={() => navigate(paths.export())}>
            {t('export:open')}
          </Button>
        </div>
      </Section>
    </>
  )
}

function LockSection() {
  const { t } = useTranslation(['settings', 'common'])
  const errorText = useErrorText()
  const { api, queries } = useRpc()
  const settings = useQuery(useApi().settings.get.queryOptions())
  const update = useMutation(
    api.settings.update.mutationOptions({
      onSuccess: (next) => queries.setQueryData(api.settings.get.queryKey(), next),
    }),
  )
  const lock = useMutation(api.vault.lock.mutationOptions())
  const minutes = settings.data?.autoLockMinutes
  const options = [...new Set<number>([...waits, ...(minutes === undefined ? [] : [minutes])])]

  function labelOf(wait: number): string {
    if (wait === 0) return t('privacy.never')
    return wait % 60 === 0 ? t('privacy.hours', { count: wait / 60 }) : t('privacy.minutes', { count: wait })
  }

  return (
    <Section title={t('privacy.lock')} description={t('privacy.lockBody')}>
      <div className={styles['narrow']}>
        <Select
          label={t('privacy.autoLock')}
          value={minutes === undefined ? null : String(minutes)}
          onChange={(value) => update.mutate({ autoLockMinutes: Number(value) })}
          options={options.map((wait) => ({ value: String(wait), label: labelOf(wait) }))}
        />
      </div>
      {update.error === null ? null : (
        <Banner tone="danger" live>
          {errorText(update.error)}
        </Banner>
      )}
      <div className={styles['actions']}>
        <Button icon={<LockKeyhole aria-hidden />} busy={lock.isPending} onClick={() => lock.mutate(undefined)}>
          {t('common:lockNow')}
        </Button>
      </div>
    </Section>
  )
}
