import { useTranslation } from 'react-i18next'
import { useFormats } from '#renderer/i18n/format.ts'
import styles from './Thread.module.css'

/** The rule that begins a day and carries its date. */
export function DayRule({ time, rowKey }: { readonly time: number; readonly rowKey: string }) {
  const formats = useFormats()
  return (
    <div className={styles['day']} data-row={rowKey} data-time={time}>
      <h2 className={styles['date']}>
        <time dateTime={new Date(time).toISOString()}>{formats.fullDate(time)}</time>
      </h2>
    </div>
  )
}

/** The line above what came since the reader was here the last time. */
export function NewRule({ rowKey }: { readonly rowKey: string }) {
  const { t } = useTranslation('chat')
  return (
    <div className={styles['new']} data-row={rowKey} data-new>
      <h2 className={styles['newWords']}>{t('reading.newSince')}</h2>
    </div>
  )
}

/** The time, after a silence within one day. */
export function GapTime({ time, rowKey }: { readonly time: number; readonly rowKey: string }) {
  const formats = useFormats()
  return (
    <p className={styles['gap']} data-row={rowKey}>
      <time dateTime={new Date(time).toISOString()}>{formats.time(time)}</time>
    </p>
  )
}
