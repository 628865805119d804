import { useTranslation } from 'react-i18next'
import { Disclosure } from '#renderer/design/Disclosure.tsx'
import { Switch } from '#renderer/design/Switch.tsx'
import { TextField } from '#renderer/design/TextField.tsx'
import type { ExportChoices, ExportFormat } from '#shared/model/export.ts'
import styles from './export.module.css'

/** Forms that have room for bytes beside the words. */
const withFiles = new Set<ExportFormat>(['json', 'html', 'markdown', 'pdf', 'book'])
/** Forms that show what stood beside the words. */
const withBesides = new Set<ExportFormat>(['json', 'html', 'markdown', 'pdf', 'book', 'text', 'sillytavern'])

/** Which messages go along, and what of them. */
export function ChoiceFields(props: {
  readonly format: ExportFormat
  readonly choices: ExportChoices
  readonly isBackwards: boolean
  readonly onChange: (choices: ExportChoices) => void
}) {
  const { format, choices, isBackwards, onChange } = props
  const { t } = useTranslation('export')
  const change = (some: Partial<ExportChoices>) => onChange({ ...choices, ...some })
  return (
    <div className={styles['choices']}>
      <div className={styles['dates']}>
        <TextField
          type="date"
          label={t('from')}
          value={choices.from ?? ''}
          onChange={(event) => change({ from: event.currentTarget.value || null })}
        />
        <TextField
          type="date"
          label={t('to')}
          value={choices.to ?? ''}
          error={isBackwards ? t('backwards') : null}
          onChange={(event) => change({ to: event.currentTarget.value || null })}
        />
      </div>
      <Switch
        label={t('favouritesOnly')}
        checked={choices.favouritesOnly}
        onChange={(favouritesOnly) => change({ favouritesOnly })}
      />
      {withFiles.has(format) && (
        <Switch label={t('files')} checked={choices.files} onChange={(files) => change({ files })} />
      )}
      {withBesides.has(format) && (
        <Disclosure label={t('besides')}>
          <div className={styles['besides']}>
            <Switch label={t('thoughts')} checked={choices.thoughts} onChange={(thoughts) => change({ thoughts })} />
            <Switch label={t('tools')} checked={choices.tools} onChange={(tools) => change({ tools })} />
            <Switch
              label={t('hidden')}
              hint={t('hiddenHint')}
              checked={choices.hidden}
              onChange={(hidden) => change({ hidden })}
            />
          </div>
        </Disclosure>
      )}
    </div>
  )
}
