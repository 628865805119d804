import { useTranslation } from 'react-i18next'
import { LoreLogic, LorePlace, type LoreEntry } from '#shared/model/lore.ts'
import { Segmented } from '#renderer/design/Segmented.tsx'
import { Select } from '#renderer/design/Select.tsx'
import { Switch } from '#renderer/design/Switch.tsx'
import { TextArea } from '#renderer/design/TextArea.tsx'
import { NumberField } from '../NumberField.tsx'
import styles from './lorebook.module.css'

const chains = ['excludeRecursion', 'preventRecursion', 'delayUntilRecursion'] as const
const byBook = ['wholeWords', 'caseSensitive'] as const

/** The finer rules by which an entry is told. */
export function LoreEntryRules(props: {
  readonly entry: LoreEntry
  readonly onChange: (change: Partial<LoreEntry>) => void
}) {
  const { entry, onChange } = props
  const { t } = useTranslation('lore')
  return (
    <div className={styles['form']}>
      <Switch label={t('selective')} checked={entry.selective} onChange={(selective) => onChange({ selective })} />
      {entry.selective ? (
        <>
          <TextArea
            label={t('secondary')}
            rows={2}
            value={entry.secondaryKeys.join('\n')}
            onChange={(event) => onChange({ secondaryKeys: event.currentTarget.value.split('\n') })}
          />
          <Select<LoreLogic>
            label={t('logic')}
            value={entry.logic}
            onChange={(logic) => onChange({ logic })}
            options={LoreLogic.options.map((value) => ({ value, label: t(`logics.${value}`) }))}
          />
        </>
      ) : null}
      <div>
        <p className={styles['label']} aria-hidden>
          {t('place')}
        </p>
        <Segmented<LorePlace>
          label={t('place')}
          value={entry.place}
          onChange={(place) => onChange({ place })}
          segments={LorePlace.options.map((value) => ({ value, label: t(`places.${value}`) }))}
        />
      </div>
      <div className={styles['numbers']}>
        <NumberField
          label={t('order')}
          hint={t('orderHint')}
          value={entry.order}
          onChange={(order) => onChange({ order: order ?? 100 })}
        />
        <NumberField
          label={t('priority')}
          hint={t('priorityHint')}
          value={entry.priority}
          onChange={(priority) => onChange({ priority: priority ?? 0 })}
        />
        <NumberField
          label={t('probability')}
          min={0}
          max={100}
          value={entry.probability}
          onChange={(probability) => onChange({ probability: probability ?? 100 })}
        />
        <NumberField
          label={t('scanDepth')}
          hint={t('scanDepthHint')}
          min={0}
          max={1_000}
          value={entry.scanDepth}
          onChange={(scanDepth) => onChange({ scanDepth })}
        />
      </div>
      <Switch
        label={t('useRegex')}
        hint={t('useRegexHint')}
        checked={entry.useRegex}
        onChange={(useRegex) => onChange({ useRegex })}
      />
      <div className={styles['numbers']}>
        {byBook.map((rule) => (
          <Select<'book' | 'yes' | 'no'>
            key={rule}
            label={t(rule)}
            value={entry[rule] === null ? 'book' : entry[rule] ? 'yes' : 'no'}
            onChange={(value) => onChange({ [rule]: value === 'book' ? null : value === 'yes' })}
            options={[
              { value: 'book', label: t('byBook') },
              { value: 'yes', label: t('yes') },
              { value: 'no', label: t('no') },
            ]}
          />
        ))}
      </div>
      {chains.map((rule) => (
        <Switch key={rule} label={t(rule)} checked={entry[rule]} onChange={(is) => onChange({ [rule]: is })} />
      ))}
    </div>
  )
}
