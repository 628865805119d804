import { skipToken, useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { LocalDate, MilestoneFields, type MilestoneStart, type Recurrence } from '#shared/model/milestone.ts'
import { Section } from '#renderer/design/Page.tsx'
import { Select } from '#renderer/design/Select.tsx'
import { Switch } from '#renderer/design/Switch.tsx'
import { TextField } from '#renderer/design/TextField.tsx'
import { useDayWords } from '#renderer/i18n/day-words.ts'
import { useApi } from '#renderer/rpc/RpcProvider.tsx'
import { CountFields } from './CountFields.tsx'
import styles from './form.module.css'
import { keptOn, newRecurrence } from './recurrence-change.ts'

const kinds = ['yearly', 'lunar-yearly', 'day-counts', 'monthly', 'weekly', 'every-days', 'lunar-eve'] as const
const Rule = MilestoneFields.pick({ start: true, recurrences: true, countFrom: true })

/** The ways a day comes round, several at once, with what only matters for some dates where it matters; and when it will. */
export function RecurrenceFields(props: {
  readonly start: MilestoneStart
  readonly countFrom: 0 | 1
  readonly recurrences: readonly Recurrence[]
  readonly onChange: (recurrences: Recurrence[]) => void
}) {
  const { start, countFrom, recurrences, onChange } = props
  const { t } = useTranslation('days')
  const words = useDayWords()
  const api = useApi()
  const isDate = LocalDate.safeParse(start.date).success && start.precision === 'day'
  const lunar = useQuery(
    api.milestones.preview.queryOptions({
      input: isDate ? { start, recurrences: [], countFrom } : skipToken,
      placeholderData: (before) => before,
    }),
  ).data?.lunar
  const rule = Rule.safeParse({ start, recurrences, countFrom })
  const preview = useQuery(
    api.milestones.preview.queryOptions({
      input: isDate && rule.success ? rule.data : skipToken,
      placeholderData: (before) => before,
    }),
  ).data

  // Another date is another lunar day.
  const kept = recurrences.find((one) => one.kind === 'lunar-yearly')?.on
  const moved = lunar && kept && (lunar.month !== kept.month || lunar.day !== kept.day || lunar.leap !== kept.leap)
  useEffect(() => {
    if (moved) onChange(keptOn(recurrences, { month: lunar.month, day: lunar.day, leap: lunar.leap }))
  }, [moved, lunar, recurrences, onChange])

  if (start.precision !== 'day') {
    return <Section title={t('form.again')} description={t('form.imprecise')} />
  }
  if (!lunar) return null
  const on = { month: lunar.month, day: lunar.day, leap: lunar.leap }
  const names: Record<Recurrence['kind'], string> = {
    yearly: t('form.yearly'),
    'lunar-yearly': t('form.lunar', { day: words.lunar(lunar) }),
    'day-counts': t('form.counts'),
    monthly: t('form.monthly'),
    weekly: t('form.weekly'),
    'every-days': t('form.everyDays'),
    'lunar-eve': t('form.eve'),
  }
  return (
    <Section title={t('form.again')}>
      <div className={styles['ways']}>
        {kinds.map((kind) => {
          const one = recurrences.find((each) => each.kind === kind)
          const replace = (next: Recurrence) => onChange(recurrences.map((each) => (each === one ? next : each)))
          return (
            <div key={kind} className={styles['way']}>
              <Switch
                label={names[kind]}
                checked={one !== undefined}
                onChange={(isOn) =>
                  onChange(
                    isOn ? [...recurrences, newRecurrence(kind, on)] : recurrences.filter((each) => each !== one),
                  )
                }
              />
              {one && <Detail recurrence={one} start={start} onChange={replace} />}
            </div>
          )
        })}
      </div>
      {preview && (
        <div className={styles['preview']}>
          <p className={styles['previewTitle']}>
            {preview.next.length === 0 ? t('form.previewNone') : t('form.preview')}
          </p>
          <ol>
            {preview.next.map(({ date, sense, unsure }) => (
              <li key={`${date} ${JSON.stringify(sense)}`}>
                <time dateTime={date}>{words.fullDate(date)}</time>
                <span>{words.sense(sense)}</span>
                {unsure && <span className={styles['hint']}>{t('when.unsure')}</span>}
              </li>
            ))}
          </ol>
        </div>
      )}
    </Section>
  )
}

function Detail(props: {
  readonly recurrence: Recurrence
  readonly start: MilestoneStart
  readonly onChange: (recurrence: Recurrence) => void
}) {
  const { recurrence, start, onChange } = props
  const { t } = useTranslation('days')
  switch (recurrence.kind) {
    case 'yearly':
      return start.date.endsWith('-02-29') ? (
        <Select
          label={t('form.feb29')}
          value={recurrence.feb29}
          onChange={(feb29) => onChange({ ...recurrence, feb29 })}
          options={(['feb28', 'mar1', 'skip'] as const).map((value) => ({ value, label: t(`form.${value}`) }))}
        />
      ) : null
    case 'monthly':
      return Number(start.date.slice(8)) > 28 ? (
        <Select
          label={t('form.monthEnd')}
          value={recurrence.monthEnd}
          onChange={(monthEnd) => onChange({ ...recurrence, monthEnd })}
          options={(['clamp', 'skip'] as const).map((value) => ({ value, label: t(`form.${value}`) }))}
        />
      ) : null
    case 'every-days':
      return (
        <TextField
          label={t('form.days')}
          type="number"
          min={1}
          max={36_525}
          value={String(recurrence.days)}
          onChange={(event) => onChange({ ...recurrence, days: Math.trunc(Number(event.target.value)) })}
        />
      )
    case 'day-counts':
      return (
        <CountFields
          counts={recurrence.counts}
          every={recurrence.every}
          onChange={(next) => onChange({ ...recurrence, ...next })}
        />
      )
    case 'lunar-yearly':
      return (
        <>
          {recurrence.on.leap && (
            <Select
              label={t('form.leap')}
              value={recurrence.leapMonth}
              onChange={(leapMonth) => onChange({ ...recurrence, leapMonth })}
              options={[
                { value: 'ordinary', label: t('form.leapOrdinary') },
                { value: 'leap-if-there', label: t('form.leapIfThere') },
                { value: 'both', label: t('form.leapBoth') },
              ]}
            />
          )}
          {recurrence.on.day === 30 && (
            <Select
              label={t('form.short')}
              value={recurrence.shortMonth}
              onChange={(shortMonth) => onChange({ ...recurrence, shortMonth })}
              options={[
                { value: 'last-day', label: t('form.lastDay') },
                { value: 'skip', label: t('form.skip') },
              ]}
            />
          )}
        </>
      )
    case 'weekly':
    case 'lunar-eve':
      return null
  }
}
