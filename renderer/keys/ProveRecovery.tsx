import { useMutation } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Banner } from '#renderer/design/Banner.tsx'
import { Button } from '#renderer/design/Button.tsx'
import { focusWhenShown } from '#renderer/design/focus-when-shown.ts'
import { TextField } from '#renderer/design/TextField.tsx'
import { useErrorText } from '#renderer/rpc/error-text.ts'
import { useRpc } from '#renderer/rpc/RpcProvider.tsx'
import styles from './keys.module.css'

/** Some groups of the recovery key, typed back from where it was kept. `others` stand beside the one that checks. */
export function ProveRecovery(props: {
  readonly prove: readonly number[]
  readonly onProven: () => void
  readonly others?: ReactNode
}) {
  const { t } = useTranslation()
  const errorText = useErrorText()
  const { api, queries } = useRpc()
  const [typed, setTyped] = useState<Readonly<Record<number, string>>>({})
  const check = useMutation(
    api.vault.proveRecovery.mutationOptions({
      onSuccess(status) {
        queries.setQueryData(api.vault.status.queryKey(), status)
        props.onProven()
      },
    }),
  )
  const complete = props.prove.every((index) => (typed[index] ?? '').trim() !== '')

  return (
    <form
      className={styles['stack']}
      onSubmit={(event) => {
        event.preventDefault()
        if (complete) check.mutate({ groups: props.prove.map((index) => ({ index, text: typed[index] ?? '' })) })
      }}
    >
      <div className={styles['proofs']}>
        {props.prove.map((index, place) => (
          <TextField
            key={index}
            mono
            label={t('keys.group', { number: index + 1 })}
            value={typed[index] ?? ''}
            onChange={(event) => setTyped({ ...typed, [index]: event.currentTarget.value })}
            maxLength={40}
            spellCheck={false}
            autoCapitalize="characters"
            {...(place === 0 ? { ref: focusWhenShown } : {})}
          />
        ))}
      </div>
      {check.error === null ? null : (
        <Banner tone="danger" live>
          {errorText(check.error)}
        </Banner>
      )}
      <div className={styles['actions']}>
        <Button type="submit" look="primary" size="large" busy={check.isPending} disabled={!complete}>
          {t('keys.prove')}
        </Button>
        {props.others}
      </div>
    </form>
  )
}
