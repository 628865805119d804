import { Plus } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Companion, ModelBinding } from '#shared/model/companion.ts'
import { Banner } from '#renderer/design/Banner.tsx'
import { Button } from '#renderer/design/Button.tsx'
import { Section } from '#renderer/design/Page.tsx'
import { useErrorText } from '#renderer/rpc/error-text.ts'
import { CompanionFrame } from './CompanionFrame.tsx'
import { ModelPicker } from './ModelPicker.tsx'
import { ParameterFields } from './ParameterFields.tsx'
import { PlanSection } from './PlanSection.tsx'
import { useCompanionSaving } from './use-companion-saving.ts'
import styles from './companion.module.css'

/** One that stands in; `binding` is null while none is chosen yet. */
type StandIn = { readonly key: number; readonly binding: ModelBinding | null }

/** Who speaks for a companion, who does when they cannot, and how they are asked. */
export function ModelTab(props: { readonly companion: Companion }) {
  const { companion } = props
  const { t } = useTranslation('companion')
  const errorText = useErrorText()
  const saving = useCompanionSaving(companion)
  const [standIns, setStandIns] = useState<readonly StandIn[]>(() =>
    companion.fallbacks.map((binding, key) => ({ key, binding })),
  )

  const [plan, setPlan] = useState(companion.parameters.plan)

  function change(next: readonly StandIn[]) {
    setStandIns(next)
    saving.write({ fallbacks: next.flatMap(({ binding }) => binding ?? []) })
  }

  return (
    <CompanionFrame companion={companion} tab="model" saving={saving.saving ? 'saving' : saving.saved ? 'saved' : null}>
      <div className={styles['form']} onBlur={saving.flush}>
        {saving.error === null ? null : (
          <Banner tone="danger" live>
            {errorText(saving.error)}
          </Banner>
        )}
        <Section title={t('model')} description={t('modelBody')}>
          <ModelPicker binding={companion.binding} onChange={(binding) => saving.write({ binding })} />
        </Section>
        <Section title={t('standIns.title')} description={t('standIns.body')}>
          {standIns.map(({ key, binding }, place) => (
            <div
              key={key}
              className={styles['another']}
              role="group"
              aria-label={t('standIns.one', { number: place + 1 })}
            >
              <ModelPicker
                binding={binding}
                onChange={(chosen) => change(standIns.with(place, { key, binding: chosen }))}
              />
              <Button look="quiet" size="small" onClick={() => change(standIns.filter((one) => one.key !== key))}>
                {t('standIns.remove')}
              </Button>
            </div>
          ))}
          <div className={styles['actions']}>
            <Button
              size="small"
              icon={<Plus aria-hidden />}
              disabled={standIns.length >= 8}
              onClick={() =>
                setStandIns([...standIns, { key: Math.max(-1, ...standIns.map(({ key }) => key)) + 1, binding: null }])
              }
            >
              {t('standIns.add')}
            </Button>
          </div>
        </Section>
        <ParameterFields parameters={companion.parameters} onChange={(parameters) => saving.write({ parameters })} />
        <PlanSection
          plan={plan}
          onChange={(next) => {
            setPlan(next)
            saving.write({ parameters: { plan: next } })
          }}
        />
      </div>
    </CompanionFrame>
  )
}
