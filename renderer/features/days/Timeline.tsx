import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { LocalDate, Milestone } from '#shared/model/milestone.ts'
import { paths } from '#renderer/app/paths.ts'
import { Section } from '#renderer/design/Page.tsx'
import { shiftDate } from '#renderer/i18n/calendar-days.ts'
import { useDayWords } from '#renderer/i18n/day-words.ts'
import { useApi } from '#renderer/rpc/RpcProvider.tsx'
import styles from './days.module.css'
import { timelineOf } from './timeline-entries.ts'

/** So far back repeats are listed; first days of any time are. */
const lookBack = -1_095

/** How everything began, and what has come round of late, year by year. */
export function Timeline(props: { readonly days: readonly Milestone[]; readonly today: LocalDate }) {
  const { days, today } = props
  const { t } = useTranslation('days')
  const words = useDayWords()
  const came = useQuery({
    ...useApi().milestones.agenda.queryOptions({ input: { from: shiftDate(today, lookBack), to: today } }),
    placeholderData: keepPreviousData,
  }).data
  if (!came) return null
  return (
    <Section title={t('timeline.title')}>
      {timelineOf(days, came, today).map(({ year, entries }) => (
        <section key={year} className={styles['year']}>
          <h3 className={styles['yearName']}>{words.year(`${year}-01-01`)}</h3>
          <ol className={styles['line']}>
            {entries.map(({ milestoneId, title, emoji, start, sense }) => (
              <li
                key={`${milestoneId} ${start.date} ${JSON.stringify(sense)}`}
                data-first={sense.kind === 'first' || undefined}
              >
                <Link href={paths.day(milestoneId)} className={styles['row']}>
                  <time className={styles['rowDate']} dateTime={start.date}>
                    {start.precision === 'day' ? words.monthDay(start.date) : words.start(start)}
                  </time>
                  <span className={styles['rowWords']}>
                    <span className={styles['rowTitle']}>
                      {emoji} {title}
                    </span>
                    <span className={styles['rowDetail']}>{words.sense(sense)}</span>
                  </span>
                </Link>
              </li>
            ))}
          </ol>
        </section>
      ))}
      <p className={styles['rowDetail']}>{t('timeline.earlier')}</p>
    </Section>
  )
}
