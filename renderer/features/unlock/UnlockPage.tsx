import { useMutation } from '@tanstack/react-query'
import { Fingerprint } from 'lucide-react'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SlotKind, VaultStatus } from '#shared/model/vault.ts'
import { Banner } from '#renderer/design/Banner.tsx'
import { Button } from '#renderer/design/Button.tsx'
import { Form } from '#renderer/design/Form.tsx'
import { PasswordField } from '#renderer/design/PasswordField.tsx'
import { TextArea } from '#renderer/design/TextArea.tsx'
import { errorCode, errorData, useErrorText } from '#renderer/rpc/error-text.ts'
import { useRpc } from '#renderer/rpc/RpcProvider.tsx'
import { HelpDialog } from './HelpDialog.tsx'
import { Threshold } from './Threshold.tsx'
import { useCountdown } from './use-countdown.ts'
import styles from './unlock.module.css'

/** The lock screen: whichever keys this vault has, growing waits after wrong ones, and help. */
export function UnlockPage(props: {
  readonly status: Extract<VaultStatus, { readonly state: 'locked' }>
  /** What may be told in front of the locked door. */
  readonly notes: ReactNode
}) {
  const { t } = useTranslation(['welcome', 'common', 'errors'])
  const errorText = useErrorText()
  const { api, queries } = useRpc()
  const { slots } = props.status
  const has = (kind: SlotKind) => slots.includes(kind)
  const [withRecovery, setWithRecovery] = useState(!has('passphrase') && !has('os'))
  const [helping, setHelping] = useState(false)
  const [typed, setTyped] = useState('')
  const [secondsLeft, beginWait] = useCountdown(props.status.retryAfterMs)
  const field = useRef<HTMLInputElement & HTMLTextAreaElement>(null)
  useEffect(() => field.current?.focus(), [withRecovery])
  const unlock = useMutation(
    api.vault.unlock.mutationOptions({
      onSuccess: (status) => queries.setQueryData(api.vault.status.queryKey(), status),
      onError(error) {
        const wait = errorData(error)['retryAfterMs']
        if (typeof wait === 'number') beginWait(wait)
        setTyped('')
        field.current?.focus()
      },
    }),
  )

  const waits = secondsLeft > 0
  const wrong = unlock.error !== null && ['WRONG_KEY', 'TRY_LATER'].includes(errorCode(unlock.error))
  const wrongText = wrong ? t('errors:WRONG_KEY') : null
  const onPassphrase = !withRecovery && has('passphrase')

  function submit() {
    if (typed === '' || waits) return
    unlock.mutate(onPassphrase ? { with: 'passphrase', passphrase: typed } : { with: 'recovery', recoveryKey: typed })
  }

  return (
    <Threshold title={t('unlock.title')}>
      <p className={styles['body']}>{t('unlock.body')}</p>
      {props.notes}
      {has('os') && !withRecovery ? (
        <Button
          look={onPassphrase ? 'plain' : 'primary'}
          size="large"
          wide
          icon={<Fingerprint aria-hidden />}
          busy={unlock.isPending && unlock.variables.with === 'os'}
          onClick={() => unlock.mutate({ with: 'os' })}
        >
          {t('unlock.withOs')}
        </Button>
      ) : null}
      {onPassphrase || withRecovery ? (
        <Form onSubmit={() => submit()}>
          {onPassphrase ? (
            <PasswordField
              key="passphrase"
              ref={field}
              label={t('common:keys.passphrase')}
              showName={t('common:keys.show')}
              hideName={t('common:keys.hide')}
              autoComplete="current-password"
              value={typed}
              error={wrongText}
              onChange={(event) => setTyped(event.currentTarget.value)}
            />
          ) : (
            <TextArea
              key="recovery"
              ref={field}
              label={t('common:keys.recovery')}
              hint={t('unlock.recoveryHint')}
              spellCheck={false}
              autoComplete="off"
              rows={2}
              maxLength={500}
              lang="en"
              value={typed}
              error={wrongText}
              onChange={(event) => setTyped(event.currentTarget.value)}
            />
          )}
          <Button
            type="submit"
            look="primary"
            size="large"
            wide
            busy={unlock.isPending && unlock.variables.with !== 'os'}
            disabled={typed === '' || waits}
          >
            {waits ? t('unlock.wait', { count: secondsLeft }) : t('unlock.open')}
          </Button>
        </Form>
      ) : null}
      {unlock.error !== null && !wrong ? (
        <Banner tone="danger" live>
          {errorText(unlock.error)}
        </Banner>
      ) : null}
      <div className={styles['others']}>
        {has('recovery') && (has('passphrase') || has('os')) ? (
          <Button
            look="quiet"
            size="small"
            onClick={() => {
              setTyped('')
              unlock.reset()
              setWithRecovery(!withRecovery)
            }}
          >
            {withRecovery && has('passphrase')
              ? t('unlock.usePassphrase')
              : withRecovery
                ? t('common:back')
                : t('unlock.useRecovery')}
          </Button>
        ) : null}
        <Button look="quiet" size="small" onClick={() => setHelping(true)}>
          {t('unlock.help')}
        </Button>
      </div>
      <HelpDialog open={helping} onOpenChange={setHelping} />
    </Threshold>
  )
}
