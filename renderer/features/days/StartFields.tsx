import { skipToken, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { LocalDate, type MilestoneStart } from '#shared/model/milestone.ts'
import { Section } from '#renderer/design/Page.tsx'
import { Segmented } from '#renderer/design/Segmented.tsx'
import { Select } from '#renderer/design/Select.tsx'
import { TextField } from '#renderer/design/TextField.tsx'
import { useDayWords } from '#renderer/i18n/day-words.ts'
import { useApi } from '#renderer/rpc/RpcProvider.tsx'
import styles from './form.module.css'

/** What a field of each precision holds of a date. */
const lengths = { day: 10, month: 7, year: 4 } as const

/** When a day was or will be, as exactly as it is known, and with which number its count begins. */
export function StartFields(props: {
  readonly start: MilestoneStart
  readonly countFrom: 0 | 1
  readonly isTried: boolean
  readonly onStart: (start: MilestoneStart) => void
  readonly onCountFrom: (countFrom: 0 | 1) => void
}) {
  const { start, countFrom, isTried, onStart, onCountFrom } = props
  const { t } = useTranslation('days')
  const words = useDayWords()
  const { precision } = start
  const [typed, setTyped] = useState(start.date.slice(0, lengths[precision]))
  const isDate = LocalDate.safeParse(start.date).success
  const shown = useQuery(
    useApi().milestones.preview.queryOptions({
      input: isDate ? { start, recurrences: [], countFrom } : skipToken,
      placeholderData: (before) => before,
    }),
  ).data
  const since = shown?.daysSince ?? -1
  const [here] = useState(() => Intl.DateTimeFormat().resolvedOptions().timeZone)
  const zones = [...new Set([here, ...(start.zone === null ? [] : [start.zone])])]

  const type = (text: string) => {
    setTyped(text)
    onStart({ ...start, date: text.length === lengths[precision] ? text + '-01-01'.slice(text.length - 4) : '' })
  }
  const choosePrecision = (next: MilestoneStart['precision']) => {
    const date = isDate ? start.date : ''
    setTyped(date.slice(0, lengths[next]))
    const floored = date.slice(0, lengths[next])
    onStart({ ...start, precision: next, date: floored === '' ? '' : floored + '-01-01'.slice(floored.length - 4) })
  }

  return (
    <Section title={t('form.when')}>
      <Segmented
        label={t('form.precision')}
        value={precision}
        onChange={choosePrecision}
        segments={(['day', 'month', 'year'] as const).map((value) => ({ value, label: t(`form.${value}`) }))}
      />
      <div className={styles['fields']}>
        <TextField
          label={t('form.date')}
          type={precision === 'day' ? 'date' : precision === 'month' ? 'month' : 'number'}
          {...(precision === 'year' ? { min: 1901, max: 2100 } : {})}
          required
          value={typed}
          error={isTried && !isDate ? t('form.dateMissing') : null}
          hint={precision === 'day' && shown && isDate ? t('when.lunar', { day: words.lunar(shown.lunar) }) : ''}
          onChange={(event) => type(event.target.value)}
        />
        {precision === 'day' && (
          <>
            <TextField
              label={t('form.time')}
              type="time"
              value={start.time ?? ''}
              onChange={(event) => onStart({ ...start, time: event.target.value === '' ? null : event.target.value })}
            />
            <Select
              label={t('form.zone')}
              value={start.zone ?? ''}
              onChange={(zone) => onStart({ ...start, zone: zone === '' ? null : zone })}
              options={[
                { value: '', label: t('form.floating') },
                ...zones.map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') })),
              ]}
            />
          </>
        )}
      </div>
      {precision === 'day' && since >= 0 && (
        <div className={styles['line']} role="group" aria-label={t('form.countFrom')}>
          {([1, 0] as const).map((from) => {
            const days = since + from
            const today =
              from === 1
                ? t('form.oneToday', { days: words.number(days) })
                : t('form.zeroToday', { count: days, days: words.number(days) })
            return (
              <button
                key={from}
                type="button"
                className={styles['choice']}
                aria-pressed={countFrom === from}
                onClick={() => onCountFrom(from)}
              >
                <span>{from === 1 ? t('form.one') : t('form.zero')}</span>
                <span className={styles['hint']}>{today}</span>
              </button>
            )
          })}
        </div>
      )}
    </Section>
  )
}
