import { ArrowDown, ArrowUp } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { orderOf, plainPlan, type MovablePart, type PromptPlan } from '#shared/model/prompt-plan.ts'
import { Button } from '#renderer/design/Button.tsx'
import { IconButton } from '#renderer/design/IconButton.tsx'
import { Section } from '#renderer/design/Page.tsx'
import { Row, Rows } from '#renderer/design/Rows.tsx'
import { NumberField } from './NumberField.tsx'
import styles from './companion.module.css'

/** In which order they are told what is known, and how much room some of it may take. */
export function PlanSection(props: { readonly plan: PromptPlan; readonly onChange: (plan: PromptPlan) => void }) {
  const { plan, onChange } = props
  const { t } = useTranslation(['companion', 'chat'])
  const order = orderOf(plan)
  const nameOf = (part: MovablePart) => t(`chat:context.section.${part}`)
  const bound = (part: 'history' | 'summaries' | 'memories' | 'passages') => (value: number | null) =>
    onChange({ ...plan, [part]: value })

  function swap(place: number, other: number) {
    const [one, two] = [order[place], order[other]]
    if (one === undefined || two === undefined) return
    onChange({ ...plan, order: order.with(place, two).with(other, one) })
  }

  return (
    <Section title={t('plan.title')} description={t('plan.body')}>
      <Rows>
        {order.map((part, place) => (
          <Row
            key={part}
            title={nameOf(part)}
            actions={
              <>
                <IconButton
                  size="small"
                  name={t('plan.earlier', { part: nameOf(part) })}
                  icon={<ArrowUp />}
                  disabled={place === 0}
                  onClick={() => swap(place, place - 1)}
                />
                <IconButton
                  size="small"
                  name={t('plan.later', { part: nameOf(part) })}
                  icon={<ArrowDown />}
                  disabled={place === order.length - 1}
                  onClick={() => swap(place, place + 1)}
                />
              </>
            }
          />
        ))}
      </Rows>
      <div className={styles['pairs']}>
        <NumberField label={t('plan.history')} min={0} value={plan.history} onChange={bound('history')} />
        <NumberField label={t('plan.summaries')} min={0} value={plan.summaries} onChange={bound('summaries')} />
        <NumberField label={t('plan.memories')} min={0} value={plan.memories} onChange={bound('memories')} />
        <NumberField label={t('plan.passages')} min={0} value={plan.passages} onChange={bound('passages')} />
      </div>
      <div className={styles['actions']}>
        <Button look="quiet" size="small" onClick={() => onChange(plainPlan)}>
          {t('plan.reset')}
        </Button>
      </div>
    </Section>
  )
}
