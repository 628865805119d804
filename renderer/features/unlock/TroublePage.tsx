import { useMutation } from '@tanstack/react-query'
import { FolderOpen } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { VaultStatus } from '#shared/model/vault.ts'
import { Banner } from '#renderer/design/Banner.tsx'
import { Button } from '#renderer/design/Button.tsx'
import { useErrorText } from '#renderer/rpc/error-text.ts'
import { useClient, useRpc } from '#renderer/rpc/RpcProvider.tsx'
import { useSystemInfo } from '#renderer/rpc/system-info.ts'
import { HelpDialog } from './HelpDialog.tsx'
import { Threshold } from './Threshold.tsx'
import styles from './unlock.module.css'

/** A vault that cannot be opened as it is. */
export type Trouble = Exclude<VaultStatus['state'], 'absent' | 'locked' | 'unlocked'>

/** What is wrong with the vault, what to do about it, and never an offer to delete. */
export function TroublePage(props: { readonly state: Trouble }) {
  const { t } = useTranslation(['welcome', 'common'])
  const errorText = useErrorText()
  const client = useClient()
  const { api, queries } = useRpc()
  const { openVaultFolder } = useSystemInfo().capabilities
  const [helping, setHelping] = useState(false)
  const look = useMutation({
    mutationFn: () => client.vault.status(),
    onSuccess: (status) => queries.setQueryData(api.vault.status.queryKey(), status),
  })
  const openFolder = useMutation(api.system.openVaultFolder.mutationOptions())
  const error = look.error ?? openFolder.error
  const step3 = twoStepped(props.state) ? null : t(`trouble.${props.state}.step3`)

  return (
    <Threshold title={t(`trouble.${props.state}.title`)}>
      <p className={styles['body']}>{t(`trouble.${props.state}.body`)}</p>
      <ol className={styles['steps']}>
        <li>{t(`trouble.${props.state}.step1`)}</li>
        <li>{t(`trouble.${props.state}.step2`)}</li>
        {step3 === null ? null : <li>{step3}</li>}
      </ol>
      {error === null ? null : (
        <Banner tone="danger" live>
          {errorText(error)}
        </Banner>
      )}
      <div className={styles['actions']}>
        <Button look="primary" size="large" busy={look.isPending} onClick={() => look.mutate()}>
          {t('trouble.retry')}
        </Button>
        {openVaultFolder ? (
          <Button size="large" icon={<FolderOpen aria-hidden />} onClick={() => openFolder.mutate(undefined)}>
            {t('trouble.openFolder')}
          </Button>
        ) : null}
      </div>
      <p className={styles['note']}>{t('trouble.nothingDeleted')}</p>
      <div className={styles['others']}>
        <Button look="quiet" size="small" onClick={() => setHelping(true)}>
          {t('unlock.help')}
        </Button>
      </div>
      <HelpDialog open={helping} onOpenChange={setHelping} />
    </Threshold>
  )
}

function twoStepped(state: Trouble): state is 'newer-format' | 'read-only' | 'in-use' {
  return state === 'newer-format' || state === 'read-only' || state === 'in-use'
}
