import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { RecoveryKey } from '#shared/model/vault.ts'
import { Banner } from '#renderer/design/Banner.tsx'
import { Button } from '#renderer/design/Button.tsx'
import { Switch } from '#renderer/design/Switch.tsx'
import { PassphraseFields, passphraseProblem, type PassphraseProblem } from '#renderer/keys/PassphraseFields.tsx'
import { useErrorText } from '#renderer/rpc/error-text.ts'
import { useApi } from '#renderer/rpc/RpcProvider.tsx'
import { useSystemInfo } from '#renderer/rpc/system-info.ts'
import { Letterhead } from './Letterhead.tsx'
import styles from './welcome.module.css'

/** Makes the vault: a passphrase, this computer's key store where there is one, or both. */
export function VaultStep(props: {
  readonly place: { readonly step: number; readonly steps: number }
  readonly onMade: (key: RecoveryKey) => void
}) {
  const { t } = useTranslation(['welcome', 'common'])
  const errorText = useErrorText()
  const { osKeychain } = useSystemInfo().capabilities
  const [withOs, setWithOs] = useState(false)
  const [draft, setDraft] = useState({ first: '', second: '' })
  const [problem, setProblem] = useState<PassphraseProblem | null>(null)
  const create = useMutation(useApi().vault.create.mutationOptions({ onSuccess: props.onMade }))

  function submit() {
    const withoutPassphrase = withOs && draft.first === '' && draft.second === ''
    const found = withoutPassphrase ? null : passphraseProblem(draft)
    setProblem(found)
    if (found !== null) return
    create.mutate({ passphrase: withoutPassphrase ? null : draft.first, osKeychain: withOs })
  }

  return (
    <Letterhead title={t('vault.title')} place={props.place}>
      <p className={styles['body']}>{t('vault.body')}</p>
      <form
        className={styles['form']}
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        {osKeychain ? (
          <Switch label={t('vault.os')} hint={t('vault.osHint')} checked={withOs} onChange={setWithOs} />
        ) : null}
        <PassphraseFields
          draft={draft}
          onChange={(next) => {
            setDraft(next)
            setProblem(null)
          }}
          problem={problem}
          {...(withOs ? { label: t('vault.optional') } : {})}
        />
        {create.error === null ? null : (
          <Banner tone="danger" live>
            {errorText(create.error)}
          </Banner>
        )}
        <div className={styles['actions']}>
          <Button type="submit" look="primary" size="large" busy={create.isPending}>
            {t('vault.make')}
          </Button>
        </div>
      </form>
    </Letterhead>
  )
}
