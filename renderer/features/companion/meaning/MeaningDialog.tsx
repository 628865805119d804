import { skipToken, useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Companion, ModelBinding } from '#shared/model/companion.ts'
import type { MeaningStatus } from '#shared/model/meaning.ts'
import { Banner } from '#renderer/design/Banner.tsx'
import { Button } from '#renderer/design/Button.tsx'
import { Dialog } from '#renderer/design/Dialog.tsx'
import { Switch } from '#renderer/design/Switch.tsx'
import { useErrorText } from '#renderer/rpc/error-text.ts'
import { useRpc } from '#renderer/rpc/RpcProvider.tsx'
import { PriceDialog } from '../letter-draft/PriceDialog.tsx'
import { ModelPicker } from '../ModelPicker.tsx'
import { MeaningCost } from './MeaningCost.tsx'
import styles from './meaning.module.css'

/** Which model reads, what that takes and where the words go, before anything is sent. */
export function MeaningDialog(props: {
  readonly companion: Companion
  readonly status: MeaningStatus | null
  readonly onClose: () => void
}) {
  const { companion, status, onClose } = props
  const { t } = useTranslation(['memory', 'common'])
  const errorText = useErrorText()
  const { api, client, queries } = useRpc()
  const [binding, setBinding] = useState<ModelBinding | null>(status?.binding ?? null)
  const [keepsUp, setKeepsUp] = useState(status?.keepsUp ?? false)
  const [pricing, setPricing] = useState(false)
  const input = { companionId: companion.id }
  const estimate = useQuery(
    api.meaning.estimate.queryOptions({ input: binding === null ? skipToken : { ...input, binding }, staleTime: 0 }),
  )
  const shown = (now: MeaningStatus | null) => {
    queries.setQueryData(api.meaning.status.queryKey({ input }), now)
    onClose()
  }
  const start = useMutation({
    mutationFn: (chosen: ModelBinding) => client.meaning.start({ ...input, binding: chosen, keepsUp }),
    onSuccess: shown,
  })
  const keep = useMutation({ mutationFn: () => client.meaning.setKeepsUp({ ...input, keepsUp }), onSuccess: shown })
  const forget = useMutation({ mutationFn: () => client.meaning.forget(input), onSuccess: () => shown(null) })
  const isSame =
    status !== null && status.binding?.providerId === binding?.providerId && status.binding?.model === binding?.model
  const isRead = isSame && status.pause !== 'changed' && (estimate.data?.messages === 0 || status.state === 'running')
  const error = start.error ?? keep.error ?? forget.error ?? (binding === null ? null : estimate.error)
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t('meaning.dialog')}
      actions={
        <>
          {status !== null && (
            <Button look="danger" busy={forget.isPending} onClick={() => forget.mutate()}>
              {t('meaning.forget')}
            </Button>
          )}
          <Button onClick={onClose}>{t('common:cancel')}</Button>
          {isRead ? (
            <Button look="primary" busy={keep.isPending} onClick={() => keep.mutate()}>
              {t('change')}
            </Button>
          ) : (
            <Button
              look="primary"
              busy={start.isPending}
              disabled={binding === null || estimate.data === undefined}
              onClick={() => binding !== null && start.mutate(binding)}
            >
              {t(isSame ? 'meaning.rest' : 'meaning.start')}
            </Button>
          )}
        </>
      }
    >
      <div className={styles['form']}>
        <ModelPicker binding={binding} onChange={setBinding} />
        <p className={styles['note']}>{t('meaning.which')}</p>
        {binding !== null && estimate.data !== undefined && (
          <MeaningCost binding={binding} estimate={estimate.data} onPrice={() => setPricing(true)} />
        )}
        <Switch label={t('meaning.keepsUp')} hint={t('meaning.keepsUpHint')} checked={keepsUp} onChange={setKeepsUp} />
        {error === null ? null : (
          <Banner tone="danger" live>
            {errorText(error)}
          </Banner>
        )}
      </div>
      {pricing && binding !== null && (
        <PriceDialog
          binding={binding}
          price={estimate.data?.price ?? null}
          onClose={() => setPricing(false)}
          onSaved={() => void estimate.refetch()}
        />
      )}
    </Dialog>
  )
}
