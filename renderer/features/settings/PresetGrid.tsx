import { useTranslation } from 'react-i18next'
import type { Preset, PresetId } from '#shared/model/provider.ts'
import { Button } from '#renderer/design/Button.tsx'
import { Section } from '#renderer/design/Page.tsx'
import styles from './settings.module.css'
import { usePresetName } from './use-preset-name.ts'

/** The providers we know, those that run on this computer, the demo, and any other. */
export function PresetGrid(props: {
  readonly presets: readonly Preset[]
  readonly onChoose: (preset: PresetId) => void
  readonly onCancel: () => void
}) {
  const { t } = useTranslation(['settings', 'common'])
  const nameOf = usePresetName()

  function noteOf(preset: Preset): string | null {
    if (preset.id === 'demo') return t('models.demoNote')
    return preset.local ? t('models.local') : null
  }

  return (
    <Section title={t('models.choose')}>
      <div className={styles['presets']}>
        {props.presets.map((preset) => {
          const note = noteOf(preset)
          return (
            <button
              key={preset.id}
              type="button"
              className={styles['preset']}
              onClick={() => props.onChoose(preset.id)}
            >
              {nameOf(preset)}
              {note === null ? null : <span className={styles['presetNote']}>{note}</span>}
            </button>
          )
        })}
      </div>
      <div className={styles['actions']}>
        <Button look="quiet" onClick={props.onCancel}>
          {t('common:cancel')}
        </Button>
      </div>
    </Section>
  )
}
