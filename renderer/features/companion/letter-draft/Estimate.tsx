import { useTranslation } from 'react-i18next'
import type { HistorySurvey, WorkEstimate } from '#shared/contract/letter-draft.ts'
import { useFormats } from '#renderer/i18n/format.ts'
import { useAmounts } from './use-amounts.ts'
import styles from './draft.module.css'

/** Estimates are right to a quarter. */
const spread = 0.25

/** What reading takes and costs, and where the words go for it. */
export function Estimate(props: {
  readonly estimate: WorkEstimate
  readonly model: NonNullable<HistorySurvey['model']>
}) {
  const { estimate, model } = props
  const { calls, known, tokens, seconds } = estimate
  const { t } = useTranslation('draft')
  const formats = useFormats()
  const amounts = useAmounts(model.price)
  const amount = amounts(tokens)
  const minutes = Math.max(1, Math.round(seconds / 60))
  const where = { model: model.binding.model, provider: model.provider }
  return (
    <ul className={styles['estimate']}>
      <li>
        {t('read.estimate', {
          count: calls,
          number: formats.number(calls),
          prompt: formats.number(tokens.prompt),
          completion: formats.number(tokens.completion),
        })}
      </li>
      <li>
        {amount === null
          ? t('read.noPrice')
          : t('read.cost', { amount, least: amounts(tokens, 1 - spread), most: amounts(tokens, 1 + spread) })}
      </li>
      <li>{t('read.takes', { count: minutes, number: formats.number(minutes) })}</li>
      {known === 0 ? null : <li>{t('read.known', { count: known, number: formats.number(known) })}</li>}
      <li>{t(model.isNearby ? 'read.stays' : 'read.goes', where)}</li>
    </ul>
  )
}
