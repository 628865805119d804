import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { RecoveryKey } from '#shared/model/vault.ts'
import { Button } from '#renderer/design/Button.tsx'
import { Dialog } from '#renderer/design/Dialog.tsx'
import { Row } from '#renderer/design/Rows.tsx'
import { useToast } from '#renderer/design/Toasts.tsx'
import { ProveRecovery } from '#renderer/keys/ProveRecovery.tsx'
import { RecoveryKeyCard } from '#renderer/keys/RecoveryKeyCard.tsx'
import { useApi } from '#renderer/rpc/RpcProvider.tsx'
import { ConfirmWithPassphrase } from './ConfirmWithPassphrase.tsx'
import type { UnlockedStatus } from './unlocked-status.ts'

type Step = { readonly name: 'closed' | 'asking' } | { readonly name: 'showing' | 'proving'; readonly key: RecoveryKey }

/** Renews the recovery key and has it proven. A key that was never proven is checked by making a new one. */
export function RecoveryRow(props: { readonly status: UnlockedStatus }) {
  const { slots, recoveryProven } = props.status
  const { t } = useTranslation(['settings', 'common'])
  const toast = useToast()
  const [step, setStep] = useState<Step>({ name: 'closed' })
  const renew = useMutation(
    useApi().vault.renewRecovery.mutationOptions({ onSuccess: (key) => setStep({ name: 'showing', key }) }),
  )
  const has = slots.includes('recovery')
  const unproven = has && !recoveryProven
  const detail = !has
    ? t('privacy.recoveryOff')
    : recoveryProven
      ? t('privacy.recoveryProven')
      : t('privacy.recoveryUnproven')
  const close = () => setStep({ name: 'closed' })

  return (
    <Row
      title={t('privacy.recovery')}
      detail={detail}
      actions={
        <Button size="small" look={unproven ? 'primary' : 'plain'} onClick={() => setStep({ name: 'asking' })}>
          {unproven ? t('privacy.recoveryCheck') : t('privacy.recoveryRenew')}
        </Button>
      }
    >
      <ConfirmWithPassphrase
        open={step.name === 'asking'}
        onOpenChange={close}
        title={t('privacy.recoveryRenewTitle')}
        body={unproven ? t('privacy.recoveryCheckBody') : t('privacy.recoveryRenewBody')}
        action={t('privacy.recoveryRenew')}
        needsPassphrase={slots.includes('passphrase')}
        busy={renew.isPending}
        error={renew.error}
        onConfirm={(passphrase) => renew.mutate({ passphrase })}
      />
      <Dialog
        open={step.name === 'showing'}
        onOpenChange={close}
        dismissible={false}
        wide
        title={t('common:keys.recovery')}
        actions={
          step.name === 'showing' ? (
            <Button look="primary" onClick={() => setStep({ name: 'proving', key: step.key })}>
              {t('common:keys.kept')}
            </Button>
          ) : null
        }
      >
        <p>{t('common:keys.recoveryShown')}</p>
        {step.name === 'showing' ? <RecoveryKeyCard groups={step.key.groups} /> : null}
      </Dialog>
      <Dialog
        open={step.name === 'proving'}
        onOpenChange={close}
        dismissible={false}
        title={t('common:keys.proveTitle')}
      >
        <p>{t('common:keys.proveBody')}</p>
        {step.name === 'proving' ? (
          <ProveRecovery
            prove={step.key.prove}
            onProven={() => {
              close()
              toast({ title: t('common:keys.proven') })
            }}
            others={
              <>
                <Button look="quiet" onClick={() => setStep({ name: 'showing', key: step.key })}>
                  {t('common:keys.showAgain')}
                </Button>
                <Button look="quiet" onClick={close}>
                  {t('common:keys.proveLater')}
                </Button>
              </>
            }
          />
        ) : null}
      </Dialog>
    </Row>
  )
}
