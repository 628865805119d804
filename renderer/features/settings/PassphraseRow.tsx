import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Banner } from '#renderer/design/Banner.tsx'
import { Button } from '#renderer/design/Button.tsx'
import { focusWhenShown } from '#renderer/design/focus-when-shown.ts'
import { PasswordField } from '#renderer/design/PasswordField.tsx'
import { Row } from '#renderer/design/Rows.tsx'
import { useToast } from '#renderer/design/Toasts.tsx'
import { PassphraseFields, passphraseProblem, type PassphraseProblem } from '#renderer/keys/PassphraseFields.tsx'
import { errorCode, useErrorText } from '#renderer/rpc/error-text.ts'
import { useRpc } from '#renderer/rpc/RpcProvider.tsx'
import type { UnlockedStatus } from './unlocked-status.ts'
import styles from './settings.module.css'

/** Sets or changes the passphrase. */
export function PassphraseRow(props: { readonly status: UnlockedStatus }) {
  const { t } = useTranslation('settings')
  const set = props.status.slots.includes('passphrase')
  const [open, setOpen] = useState(false)
  return (
    <Row
      title={t('privacy.passphrase')}
      detail={set ? t('privacy.passphraseOn') : t('privacy.passphraseOff')}
      actions={
        open ? undefined : (
          <Button size="small" onClick={() => setOpen(true)}>
            {set ? t('privacy.passphraseChange') : t('privacy.passphraseSet')}
          </Button>
        )
      }
    >
      {open ? <PassphraseForm needsCurrent={set} onDone={() => setOpen(false)} /> : null}
    </Row>
  )
}

function PassphraseForm(props: { readonly needsCurrent: boolean; readonly onDone: () => void }) {
  const { t } = useTranslation(['settings', 'common'])
  const errorText = useErrorText()
  const toast = useToast()
  const { api, queries } = useRpc()
  const [current, setCurrent] = useState('')
  const [draft, setDraft] = useState({ first: '', second: '' })
  const [problem, setProblem] = useState<PassphraseProblem | 'current' | null>(null)
  const change = useMutation(
    api.vault.setPassphrase.mutationOptions({
      onSuccess(status) {
        queries.setQueryData(api.vault.status.queryKey(), status)
        toast({ title: t('privacy.changed') })
        props.onDone()
      },
    }),
  )
  const wrongCurrent = change.error !== null && ['WRONG_KEY', 'TRY_LATER'].includes(errorCode(change.error))

  function submit() {
    const found = props.needsCurrent && current === '' ? 'current' : passphraseProblem(draft)
    setProblem(found)
    if (found === null) change.mutate({ current: props.needsCurrent ? current : null, next: draft.first })
  }

  return (
    <form
      className={`${styles['card']} ${styles['form']}`}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      {props.needsCurrent ? (
        <PasswordField
          label={t('common:keys.passphraseCurrent')}
          showName={t('common:keys.show')}
          hideName={t('common:keys.hide')}
          autoComplete="current-password"
          ref={focusWhenShown}
          value={current}
          error={problem === 'current' ? t('privacy.needPassphrase') : wrongCurrent ? errorText(change.error) : null}
          onChange={(event) => setCurrent(event.currentTarget.value)}
        />
      ) : null}
      <PassphraseFields
        label={t('common:keys.passphraseNew')}
        draft={draft}
        onChange={(next) => {
          setDraft(next)
          setProblem(null)
        }}
        problem={problem === 'current' ? null : problem}
      />
      {change.error === null || wrongCurrent ? null : (
        <Banner tone="danger" live>
          {errorText(change.error)}
        </Banner>
      )}
      <div className={styles['actions']}>
        <Button type="submit" look="primary" busy={change.isPending}>
          {t('common:save')}
        </Button>
        <Button look="quiet" onClick={props.onDone}>
          {t('common:cancel')}
        </Button>
      </div>
    </form>
  )
}
