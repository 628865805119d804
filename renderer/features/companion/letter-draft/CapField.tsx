import { useTranslation } from 'react-i18next'
import { DraftCap } from '#shared/model/letter-draft.ts'
import type { ModelPrice } from '#shared/model/provider.ts'
import { TextField } from '#renderer/design/TextField.tsx'
import styles from './draft.module.css'

/** Where the work stops to wait: in money where the price is known, in tokens elsewhere. */
export function CapField(props: {
  readonly price: ModelPrice | null
  readonly value: string
  readonly onChange: (value: string) => void
}) {
  const { price, value, onChange } = props
  const { t, i18n } = useTranslation('draft')
  const currency =
    price && (new Intl.DisplayNames(i18n.language, { type: 'currency' }).of(price.currency) ?? price.currency)
  return (
    <div className={styles['number']}>
      <TextField
        label={currency === null ? t('cap.tokens') : t('cap.money', { currency })}
        hint={t('cap.hint')}
        inputMode="decimal"
        value={value}
        error={capFrom(value, price) === null ? t('cap.wrong') : null}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    </div>
  )
}

/** The cap that was typed; null for what is none. */
export function capFrom(value: string, price: ModelPrice | null): DraftCap | null {
  const most = value.trim() === '' ? Number.NaN : Number(value.trim().replace(',', '.'))
  return DraftCap.safeParse({ kind: price === null ? 'tokens' : 'money', most }).data ?? null
}
