import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { RunningCount, Today } from '#shared/model/agenda.ts'
import { festivalNames } from '#shared/festival-names.ts'
import type { Language } from '#shared/languages.ts'
import type { MilestoneId } from '#shared/model/ids.ts'
import type { Milestone } from '#shared/model/milestone.ts'
import { paths } from '#renderer/app/paths.ts'
import { accentOf, accentProps } from '#renderer/design/accent.ts'
import { Badge } from '#renderer/design/Badge.tsx'
import { isReachedCount, useDayWords } from '#renderer/i18n/day-words.ts'
import { useApi, useAssetUrl } from '#renderer/rpc/RpcProvider.tsx'
import { DayPictureButton } from './DayPictureButton.tsx'
import styles from './days.module.css'
import { weightiest } from './kinds.ts'

/** Today: its date, what comes round, and the count of the day that matters most, large. */
export function Hero(props: { readonly today: Today; readonly days: readonly Milestone[] }) {
  const { today, days } = props
  const { t, i18n } = useTranslation('days')
  const words = useDayWords()
  const companions = useQuery(useApi().companions.list.queryOptions()).data ?? []
  const first = weightiest(today.counts)
  const milestone = days.find(({ id }) => id === first?.milestoneId)
  const others = today.counts.filter(
    ({ milestoneId, kind }) => milestoneId !== first?.milestoneId && kind !== 'birthday' && kind !== 'memorial',
  )
  const reached = today.entries.filter((entry) => isReachedCount(entry, today.counts))
  const coming = today.entries.filter((entry) => !reached.includes(entry))
  const isReached = (id: MilestoneId) => reached.some(({ milestoneId }) => milestoneId === id)
  const companion = companions.find(({ id }) => id === first?.companionId)
  const facts = [
    words.fullDate(today.date),
    ...(today.showsLunar ? [words.lunar(today.lunar)] : []),
    ...today.festivals.map((id) => festivalNames[id][i18n.language as Language]),
  ]
  return (
    <div className={styles['hero']} {...(companion ? accentProps(accentOf(companion)) : {})}>
      <p className={styles['heroDate']}>{facts.join(' · ')}</p>
      {first && milestone && (
        <Count count={first} milestone={milestone} today={today} isReached={isReached(milestone.id)} />
      )}
      {coming.length > 0 && (
        <ul className={styles['comes']}>
          {coming.map((entry) => (
            <li
              key={`${entry.milestoneId} ${JSON.stringify(entry.sense)}`}
              data-quiet={entry.kind === 'memorial' || undefined}
            >
              <Link href={paths.day(entry.milestoneId)}>
                <strong>{t('today')}</strong> {entry.emoji} {entry.title} · {words.sense(entry.sense)}
              </Link>
            </li>
          ))}
        </ul>
      )}
      {others.length > 0 && (
        <dl className={styles['others']} aria-label={t('count.others')}>
          {others.map((count) => (
            <div key={count.milestoneId}>
              <dt>
                <Link href={paths.day(count.milestoneId)}>
                  {count.emoji} {count.title}
                </Link>
              </dt>
              <dd>
                {words.count(count)} {isReached(count.milestoneId) && <Badge>{t('today')}</Badge>}
              </dd>
            </div>
          ))}
        </dl>
      )}
    </div>
  )
}

function Count(props: {
  readonly count: RunningCount
  readonly milestone: Milestone
  readonly today: Today
  readonly isReached: boolean
}) {
  const { count, milestone, today, isReached } = props
  const { t } = useTranslation('days')
  const words = useDayWords()
  const picture = useAssetUrl(milestone.pictureId)
  const number = words.number(count.days)
  const said = words.count(count)
  const [before = '', after = ''] = said.split(number)
  return (
    <div className={styles['count']}>
      {picture && <img className={styles['heroPicture']} src={picture} alt="" />}
      <div>
        <h2 className={styles['heroTitle']}>
          <Link href={paths.day(milestone.id)}>
            {milestone.emoji} {milestone.title}
          </Link>{' '}
          {isReached && <Badge>{t('today')}</Badge>}
        </h2>
        <p className={styles['number']} aria-label={said}>
          <span className={styles['unit']}>{before.trim()}</span>
          <span className={styles['figure']}>{number}</span>
          <span className={styles['unit']}>{after.trim()}</span>
        </p>
        <p className={styles['since']}>{t('count.from', { date: words.date(count.start) })}</p>
      </div>
      <div className={styles['heroTools']}>
        <DayPictureButton day={milestone} today={today} />
      </div>
    </div>
  )
}
