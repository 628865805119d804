import { useTranslation } from 'react-i18next'
import type { ModelBinding } from '#shared/model/companion.ts'
import type { MeaningEstimate } from '#shared/model/meaning.ts'
import { Button } from '#renderer/design/Button.tsx'
import { useFormats } from '#renderer/i18n/format.ts'
import { useAmounts } from '../letter-draft/use-amounts.ts'
import styles from './meaning.module.css'

/** How many messages would be read, for about how much, and where they go. */
export function MeaningCost(props: {
  readonly binding: ModelBinding
  readonly estimate: MeaningEstimate
  readonly onPrice: () => void
}) {
  const { binding, estimate, onPrice } = props
  const { messages, tokens, price, provider, isNearby, replaces } = estimate
  const { t } = useTranslation('memory')
  const formats = useFormats()
  const amount = useAmounts(price)({ prompt: tokens, completion: 0 })
  return (
    <ul className={styles['cost']}>
      <li>
        {messages === 0
          ? t('meaning.nothingLeft')
          : t('meaning.reads', {
              count: messages,
              number: formats.number(messages),
              tokens: formats.number(tokens),
            })}
      </li>
      {messages > 0 && amount !== null && <li>{t('meaning.cost', { amount })}</li>}
      {messages > 0 && amount === null && !isNearby && (
        <li>
          {t('meaning.noPrice')}{' '}
          <Button size="small" look="quiet" onClick={onPrice}>
            {t('meaning.price')}
          </Button>
        </li>
      )}
      <li>{t(isNearby ? 'meaning.stays' : 'meaning.goes', { model: binding.model, provider })}</li>
      {replaces > 0 && <li>{t('meaning.replaces', { count: replaces, number: formats.number(replaces) })}</li>}
    </ul>
  )
}
