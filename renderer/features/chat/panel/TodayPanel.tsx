import { skipToken, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { festivalNames } from '#shared/festival-names.ts'
import type { Language } from '#shared/languages.ts'
import { paths } from '#renderer/app/paths.ts'
import { Quote } from '#renderer/design/Quote.tsx'
import { accentOf, accentProps } from '#renderer/design/accent.ts'
import { Badge } from '#renderer/design/Badge.tsx'
import { isReachedCount, useDayWords } from '#renderer/i18n/day-words.ts'
import { useApi } from '#renderer/rpc/RpcProvider.tsx'
import type { PanelProps } from './panel.ts'
import styles from './TodayPanel.module.css'

const nextShown = 3

/** What today is between the two: counts, what comes next, and the same day in other years. */
export function TodayPanel({ facts, goTo }: PanelProps) {
  const { conversation, companion } = facts
  const { t, i18n } = useTranslation('days')
  const words = useDayWords()
  const api = useApi()
  const companionId = companion?.id ?? null
  const today = useQuery(
    api.milestones.today.queryOptions({ input: conversation === undefined ? skipToken : { companionId } }),
  ).data
  const memories = useQuery(
    api.milestones.onThisDay.queryOptions({ input: today ? { date: today.date, companionId } : skipToken }),
  ).data
  if (!today) return null
  return (
    <div className={styles['panel']} {...(companion ? accentProps(accentOf(companion)) : {})}>
      <p className={styles['date']}>
        {[
          words.fullDate(today.date),
          ...(today.showsLunar ? [words.lunar(today.lunar)] : []),
          ...today.festivals.map((id) => festivalNames[id][i18n.language as Language]),
        ].join(' · ')}
      </p>
      {today.entries
        .filter((entry) => !isReachedCount(entry, today.counts))
        .map((entry) => (
          <p key={`${entry.milestoneId} ${JSON.stringify(entry.sense)}`} className={styles['comes']}>
            {entry.emoji} {entry.title} · {words.sense(entry.sense)}
          </p>
        ))}
      {today.counts.length === 0 && today.next.length === 0 && (
        <p className={styles['quiet']}>
          {t('panel.none')} <Link href={paths.newDay()}>{t('new')}</Link>
        </p>
      )}
      <dl className={styles['counts']}>
        {today.counts
          .filter(({ kind }) => kind !== 'birthday' && kind !== 'memorial')
          .map((count) => (
            <div key={count.milestoneId}>
              <dt>
                {count.emoji} {count.title}
              </dt>
              <dd>
                {words.count(count)}{' '}
                {today.entries.some((entry) => isReachedCount(entry, [count])) && <Badge>{t('today')}</Badge>}
              </dd>
            </div>
          ))}
      </dl>
      {today.next.length > 0 && (
        <section>
          <h3 className={styles['heading']}>{t('next')}</h3>
          <ul className={styles['next']}>
            {today.next.slice(0, nextShown).map((entry) => (
              <li key={`${entry.milestoneId} ${entry.date} ${JSON.stringify(entry.sense)}`}>
                <Link href={paths.day(entry.milestoneId)}>
                  {entry.emoji} {entry.title}
                </Link>
                <span className={styles['quiet']}>
                  {words.sense(entry.sense)} · {words.inDays(entry.inDays)}
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
      {memories !== undefined && memories.length > 0 && (
        <section>
          <h3 className={styles['heading']}>{t('onThisDay.title')}</h3>
          {memories.map(({ date, years, messages: [first] }) => {
            if (!first) return null
            const isHere = first.conversationId === conversation?.id
            return (
              <div key={date} className={styles['memory']}>
                <p className={styles['quiet']}>
                  {t('onThisDay.years', { count: years, number: words.number(years) })} · {words.date(date)}
                </p>
                <Quote>{first.text}</Quote>
                {isHere ? (
                  <button
                    type="button"
                    className={styles['into']}
                    onClick={() => goTo({ from: 'around', messageId: first.id }, { flash: first.id })}
                  >
                    {t('onThisDay.open')}
                  </button>
                ) : (
                  <Link className={styles['into'] ?? ''} href={paths.message(first.conversationId, first.id)}>
                    {t('onThisDay.open')}
                  </Link>
                )}
              </div>
            )
          })}
        </section>
      )}
    </div>
  )
}
