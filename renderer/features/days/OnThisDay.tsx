import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { paths } from '#renderer/app/paths.ts'
import { Section } from '#renderer/design/Page.tsx'
import { useDayWords } from '#renderer/i18n/day-words.ts'
import { useApi } from '#renderer/rpc/RpcProvider.tsx'
import styles from './days.module.css'

const shown = 2

/** How the same day began in other years, with the way into it; nothing where no year has words of it. */
export function OnThisDay({ date }: { readonly date: string }) {
  const { t } = useTranslation('days')
  const words = useDayWords()
  const api = useApi()
  const companions = useQuery(api.companions.list.queryOptions()).data ?? []
  const years = useQuery(api.milestones.onThisDay.queryOptions({ input: { date, companionId: null } })).data ?? []
  if (years.length === 0) return null
  return (
    <Section title={t('onThisDay.title')}>
      {years.map((year) => {
        const [first] = year.messages
        return (
          <article key={year.date} className={styles['memory']}>
            <h3 className={styles['memoryWhen']}>
              {t('onThisDay.years', { count: year.years, number: words.number(year.years) })}
              <time dateTime={year.date}>{words.date(year.date)}</time>
            </h3>
            {year.messages.slice(0, shown).map((message) => (
              <p key={message.id} className={styles['quote']}>
                <span className={styles['speaker']}>
                  {message.role === 'user'
                    ? t('onThisDay.you')
                    : companions.find(({ id }) => id === message.companionId)?.profile.name}
                </span>
                {message.text}
              </p>
            ))}
            {first && (
              <Link className={styles['into'] ?? ''} href={paths.message(first.conversationId, first.id)}>
                {t('onThisDay.open')}
              </Link>
            )}
          </article>
        )
      })}
    </Section>
  )
}
