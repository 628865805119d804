import { useQuery } from '@tanstack/react-query'
import { Link } from 'wouter'
import type { AgendaEntry } from '#shared/model/agenda.ts'
import { paths } from '#renderer/app/paths.ts'
import { useDayWords } from '#renderer/i18n/day-words.ts'
import { useApi } from '#renderer/rpc/RpcProvider.tsx'
import styles from './days.module.css'

/** Days that come round, one a line: the date, what it is, and how far away where that is known. */
export function DayRows(props: { readonly entries: readonly (AgendaEntry & { readonly inDays?: number })[] }) {
  const words = useDayWords()
  const companions = useQuery(useApi().companions.list.queryOptions()).data ?? []
  return (
    <ol className={styles['rows']}>
      {props.entries.map((entry) => {
        const who = companions.find(({ id }) => id === entry.companionId)?.profile.name
        return (
          <li key={`${entry.milestoneId} ${entry.date} ${JSON.stringify(entry.sense)}`}>
            <Link href={paths.day(entry.milestoneId)} className={styles['row']}>
              <time className={styles['rowDate']} dateTime={entry.date}>
                {words.monthDay(entry.date)}
              </time>
              <span className={styles['rowWords']}>
                <span className={styles['rowTitle']}>
                  {entry.emoji} {entry.title}
                </span>
                <span className={styles['rowDetail']}>
                  {[words.sense(entry.sense), who].filter(Boolean).join(' · ')}
                </span>
              </span>
              {entry.inDays !== undefined && <span className={styles['rowAway']}>{words.inDays(entry.inDays)}</span>}
            </Link>
          </li>
        )
      })}
    </ol>
  )
}
