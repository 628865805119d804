import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { VaultStatus } from '#shared/model/vault.ts'
import { Banner } from '#renderer/design/Banner.tsx'
import { Button } from '#renderer/design/Button.tsx'
import { Row } from '#renderer/design/Rows.tsx'
import { useErrorText } from '#renderer/rpc/error-text.ts'
import { useRpc } from '#renderer/rpc/RpcProvider.tsx'
import { useSystemInfo } from '#renderer/rpc/system-info.ts'
import { ConfirmWithPassphrase } from './ConfirmWithPassphrase.tsx'
import type { UnlockedStatus } from './unlocked-status.ts'

/** The operating system's key store as a way in; nothing where the system has none that protects. */
export function OsSlotRow(props: { readonly status: UnlockedStatus }) {
  const { slots } = props.status
  const { t } = useTranslation('settings')
  const errorText = useErrorText()
  const { api, queries } = useRpc()
  const { osKeychain } = useSystemInfo().capabilities
  const [removing, setRemoving] = useState(false)
  const keep = (status: VaultStatus) => queries.setQueryData(api.vault.status.queryKey(), status)
  const add = useMutation(api.vault.addOsSlot.mutationOptions({ onSuccess: keep }))
  const remove = useMutation(
    api.vault.removeSlot.mutationOptions({
      onSuccess(status) {
        keep(status)
        setRemoving(false)
      },
    }),
  )
  const on = slots.includes('os')
  if (!osKeychain && !on) return null
  return (
    <Row
      title={t('privacy.os')}
      detail={on ? t('privacy.osOn') : t('privacy.osOff')}
      actions={
        on ? (
          <Button size="small" onClick={() => setRemoving(true)}>
            {t('privacy.osRemove')}
          </Button>
        ) : (
          <Button size="small" busy={add.isPending} onClick={() => add.mutate(undefined)}>
            {t('privacy.osAdd')}
          </Button>
        )
      }
    >
      {add.error === null ? null : (
        <Banner tone="danger" live>
          {errorText(add.error)}
        </Banner>
      )}
      <ConfirmWithPassphrase
        open={removing}
        onOpenChange={setRemoving}
        title={t('privacy.removeOsTitle')}
        body={t('privacy.removeOsBody')}
        action={t('privacy.osRemove')}
        needsPassphrase={slots.includes('passphrase')}
        busy={remove.isPending}
        error={remove.error}
        onConfirm={(passphrase) => remove.mutate({ kind: 'os', passphrase })}
      />
    </Row>
  )
}
