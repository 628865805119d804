import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { PasswordField } from '#renderer/design/PasswordField.tsx'
import { strengthOf } from './strength.ts'
import styles from './keys.module.css'

export type PassphraseDraft = { readonly first: string; readonly second: string }

export type PassphraseProblem = 'missing' | 'mismatch'

/** What keeps the two fields from being a passphrase; null when nothing does. */
export function passphraseProblem(draft: PassphraseDraft): PassphraseProblem | null {
  if (draft.first === '') return 'missing'
  // Compared as the vault will read them, so that two input methods for the same words agree.
  return draft.first.normalize('NFKC') === draft.second.normalize('NFKC') ? null : 'mismatch'
}

/** A new passphrase, twice, with an honest word on its strength. */
export function PassphraseFields(props: {
  readonly draft: PassphraseDraft
  readonly onChange: (draft: PassphraseDraft) => void
  /** Shown once somebody has tried to go on. */
  readonly problem: PassphraseProblem | null
  readonly label?: string
}) {
  const { draft, onChange, problem } = props
  const { t } = useTranslation()
  const meter = useId()
  const strength = draft.first === '' ? null : strengthOf(draft.first)
  const names = { showName: t('keys.show'), hideName: t('keys.hide') }
  return (
    <>
      <div className={styles['withMeter']}>
        <PasswordField
          {...names}
          label={props.label ?? t('keys.passphrase')}
          hint={t('keys.passphraseHint')}
          error={problem === 'missing' ? t('keys.missing') : null}
          autoComplete="new-password"
          value={draft.first}
          onChange={(event) => onChange({ ...draft, first: event.currentTarget.value })}
          aria-describedby={meter}
        />
        <div id={meter} className={styles['meter']} data-strength={strength ?? 'empty'} aria-live="polite">
          <span className={styles['bar']} aria-hidden />
          <span className={styles['verdict']}>{strength === null ? '' : t(`strength.${strength}`)}</span>
        </div>
      </div>
      <PasswordField
        {...names}
        label={t('keys.passphraseAgain')}
        error={problem === 'mismatch' ? t('keys.mismatch') : null}
        autoComplete="new-password"
        value={draft.second}
        onChange={(event) => onChange({ ...draft, second: event.currentTarget.value })}
      />
    </>
  )
}
