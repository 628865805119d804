import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Banner } from '#renderer/design/Banner.tsx'
import { Button } from '#renderer/design/Button.tsx'
import { Dialog, DialogActions } from '#renderer/design/Dialog.tsx'
import { focusWhenShown } from '#renderer/design/focus-when-shown.ts'
import { PasswordField } from '#renderer/design/PasswordField.tsx'
import { errorCode, useErrorText } from '#renderer/rpc/error-text.ts'
import styles from './settings.module.css'

/** Asks before a change of keys, with the passphrase again where the vault has one. */
export function ConfirmWithPassphrase(props: {
  readonly open: boolean
  readonly onOpenChange: (open: boolean) => void
  readonly title: string
  readonly body: string
  readonly action: string
  readonly needsPassphrase: boolean
  readonly busy: boolean
  readonly error: unknown
  readonly onConfirm: (passphrase: string | null) => void
}) {
  return (
    <Dialog open={props.open} onOpenChange={props.onOpenChange} title={props.title}>
      <p>{props.body}</p>
      <ConfirmForm {...props} />
    </Dialog>
  )
}

/** Lives only while the dialog is open, so that a typed passphrase never outlasts it. */
function ConfirmForm(props: Parameters<typeof ConfirmWithPassphrase>[0]) {
  const { t } = useTranslation(['settings', 'common'])
  const errorText = useErrorText()
  const [passphrase, setPassphrase] = useState('')
  const [missing, setMissing] = useState(false)
  const wrong = props.error !== null && ['WRONG_KEY', 'TRY_LATER'].includes(errorCode(props.error))
  return (
    <form
      className={styles['form']}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (props.needsPassphrase && passphrase === '') setMissing(true)
        else props.onConfirm(props.needsPassphrase ? passphrase : null)
      }}
    >
      {props.needsPassphrase ? (
        <PasswordField
          label={t('common:keys.passphraseCurrent')}
          showName={t('common:keys.show')}
          hideName={t('common:keys.hide')}
          autoComplete="current-password"
          ref={focusWhenShown}
          value={passphrase}
          error={missing ? t('privacy.needPassphrase') : wrong ? errorText(props.error) : null}
          onChange={(event) => {
            setPassphrase(event.currentTarget.value)
            setMissing(false)
          }}
        />
      ) : null}
      {props.error !== null && !wrong ? (
        <Banner tone="danger" live>
          {errorText(props.error)}
        </Banner>
      ) : null}
      <DialogActions>
        <Button onClick={() => props.onOpenChange(false)}>{t('common:cancel')}</Button>
        <Button type="submit" look="danger" busy={props.busy}>
          {props.action}
        </Button>
      </DialogActions>
    </form>
  )
}
