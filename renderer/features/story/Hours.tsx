import { useTranslation } from 'react-i18next'
import { Section } from '#renderer/design/Page.tsx'
import { useFormats } from '#renderer/i18n/format.ts'
import { NumbersTable } from './NumbersTable.tsx'
import styles from './story.module.css'

const hourMs = 3_600_000
/** Hours that are named below the bars. */
const named = 6

/** When in the day the two talk. */
export function Hours(props: { readonly hours: readonly number[] }) {
  const { t, i18n } = useTranslation('story')
  const { number } = useFormats()
  const hour = new Intl.DateTimeFormat(i18n.language, { hour: 'numeric', timeZone: 'UTC' })
  const most = Math.max(...props.hours)
  const busiest = props.hours.indexOf(most)
  const name = (index: number) => hour.format((index % 24) * hourMs)
  return (
    <Section title={t('hours.title')}>
      <div
        className={styles['hours']}
        role="img"
        aria-label={t('hours.most', { from: name(busiest), to: name(busiest + 1) })}
      >
        {props.hours.map((count, index) => (
          <span key={name(index)} className={styles['hour']} title={`${name(index)} · ${number(count)}`}>
            <span className={styles['bar']} style={{ height: `${(100 * count) / Math.max(1, most)}%` }} />
            {index % named === 0 && <span className={styles['hourName']}>{name(index)}</span>}
          </span>
        ))}
      </div>
      <NumbersTable
        caption={t('hours.title')}
        heads={[t('column.hour'), t('column.messages')]}
        rows={props.hours.map((count, index) => ({
          key: String(index),
          cells: [`${name(index)} – ${name(index + 1)}`, number(count)],
        }))}
      />
    </Section>
  )
}
