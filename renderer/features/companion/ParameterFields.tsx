import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Parameters, SentParameters } from '#shared/model/companion.ts'
import { Section } from '#renderer/design/Page.tsx'
import { TextField } from '#renderer/design/TextField.tsx'
import styles from './companion.module.css'

const sentNames = SentParameters.keyof().options
type Name = (typeof sentNames)[number]

/** How the model is asked, in numbers; what stays empty is the provider's to choose. */
export function ParameterFields(props: {
  readonly parameters: Parameters
  readonly onChange: (change: Partial<Parameters>) => void
}) {
  const { t } = useTranslation('companion')
  const [typed, setTyped] = useState<Readonly<Record<Name, string>>>(() => {
    const { temperature, topP, frequencyPenalty, presencePenalty, maxTokens } = props.parameters
    const shown = (value: number | null) => (value === null ? '' : String(value))
    return {
      temperature: shown(temperature),
      topP: shown(topP),
      frequencyPenalty: shown(frequencyPenalty),
      presencePenalty: shown(presencePenalty),
      maxTokens: shown(maxTokens),
    }
  })
  return (
    <Section title={t('parameters.title')} description={t('parameters.body')}>
      <div className={styles['pairs']}>
        {sentNames.map((name) => (
          <TextField
            key={name}
            label={t(`parameters.${name}`)}
            hint={t(`parameters.hints.${name}`)}
            inputMode="decimal"
            value={typed[name]}
            error={valueOf(name, typed[name]) === undefined ? t('parameters.wrong') : null}
            onChange={(event) => {
              const text = event.currentTarget.value
              setTyped({ ...typed, [name]: text })
              const value = valueOf(name, text)
              if (value !== undefined) props.onChange({ [name]: value })
            }}
          />
        ))}
      </div>
    </Section>
  )
}

/** The number that was typed; null for none, undefined for one that no model takes. */
function valueOf(name: Name, text: string): number | null | undefined {
  const value = text.trim() === '' ? null : Number(text.trim().replace(',', '.'))
  return SentParameters.shape[name].safeParse(value).data
}
