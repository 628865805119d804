import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Segmented } from '#renderer/design/Segmented.tsx'
import { Switch } from '#renderer/design/Switch.tsx'
import { TextArea } from '#renderer/design/TextArea.tsx'
import type { TrainingChoices } from '#shared/model/export.ts'
import styles from './export.module.css'

type Beginning = 'profile' | 'own' | 'none'

/** How conversations become examples to learn from. */
export function TrainingFields(props: {
  readonly training: TrainingChoices
  readonly onChange: (training: TrainingChoices) => void
}) {
  const { training, onChange } = props
  const { t } = useTranslation('export')
  const [beginning, setBeginning] = useState<Beginning>('profile')

  function begin(next: Beginning) {
    setBeginning(next)
    onChange({ ...training, system: next === 'profile' ? null : '' })
  }

  return (
    <div className={styles['choices']}>
      <Switch
        label={t('training.withoutNames')}
        hint={t('training.withoutNamesHint', { user: '{{user}}', char: '{{char}}' })}
        checked={training.withoutNames}
        onChange={(withoutNames) => onChange({ ...training, withoutNames })}
      />
      <Segmented<Beginning>
        label={t('training.beginning')}
        value={beginning}
        onChange={begin}
        segments={[
          { value: 'profile', label: t('training.profile') },
          { value: 'own', label: t('training.own') },
          { value: 'none', label: t('training.none') },
        ]}
      />
      {beginning === 'own' && (
        <TextArea
          label={t('training.system')}
          value={training.system ?? ''}
          maxLength={20_000}
          rows={4}
          onChange={(event) => onChange({ ...training, system: event.currentTarget.value })}
        />
      )}
    </div>
  )
}
