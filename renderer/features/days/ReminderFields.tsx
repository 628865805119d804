import { Plus, X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Reminder } from '#shared/model/milestone.ts'
import { Button } from '#renderer/design/Button.tsx'
import { IconButton } from '#renderer/design/IconButton.tsx'
import { Select } from '#renderer/design/Select.tsx'
import { TextField } from '#renderer/design/TextField.tsx'
import { useDayWords } from '#renderer/i18n/day-words.ts'
import styles from './form.module.css'
import { NotificationAsk } from './NotificationAsk.tsx'

const most = 10
const before = [0, 1, 2, 3, 7, 14, 30] as const

/** When a day is told beforehand, several times if wanted. */
export function ReminderFields(props: {
  readonly reminders: readonly Reminder[]
  readonly onChange: (reminders: Reminder[]) => void
}) {
  const { reminders, onChange } = props
  const { t } = useTranslation('days')
  const words = useDayWords()
  const replace = (at: number, change: Partial<Reminder>) =>
    onChange(reminders.map((one, index) => (index === at ? { ...one, ...change } : one)))
  return (
    <>
      {reminders.length > 0 && (
        <ul className={styles['reminders']}>
          {reminders.map(({ daysBefore, time }, index) => (
            // Reminders have no names of their own, and may be the same for a moment.
            <li key={index} className={styles['line']}>
              <Select
                label={t('form.before')}
                labelHidden
                value={String(daysBefore)}
                onChange={(value) => replace(index, { daysBefore: Number(value) })}
                options={[...new Set<number>([...before, daysBefore])].map((days) => ({
                  value: String(days),
                  label:
                    days === 0 ? t('form.onTheDay') : t('form.daysBefore', { count: days, number: words.number(days) }),
                }))}
              />
              <TextField
                label={t('form.at')}
                labelHidden
                type="time"
                value={time}
                onChange={(event) => {
                  if (event.target.value !== '') replace(index, { time: event.target.value })
                }}
              />
              <IconButton
                name={t('form.removeReminder')}
                icon={<X />}
                onClick={() => onChange(reminders.filter((_, at) => at !== index))}
              />
            </li>
          ))}
        </ul>
      )}
      {reminders.length < most && (
        <div>
          <Button
            size="small"
            icon={<Plus size="1.125em" strokeWidth={1.5} aria-hidden />}
            onClick={() => onChange([...reminders, { daysBefore: 0, time: '09:00' }])}
          >
            {t('form.addReminder')}
          </Button>
        </div>
      )}
      {reminders.length > 0 && <NotificationAsk />}
    </>
  )
}
