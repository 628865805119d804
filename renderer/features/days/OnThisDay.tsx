import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { CompanionId } from '#shared/model/ids.ts'
import { paths } from '#renderer/app/paths.ts'
import { Section } from '#renderer/design/Page.tsx'
import { PastWords } from '#renderer/design/PastWords.tsx'
import { useDayWords } from '#renderer/i18n/day-words.ts'
import { useApi } from '#renderer/rpc/RpcProvider.tsx'

const shown = 2

/** How the same day began in other years, with the way into it; nothing where no year has words of it. */
export function OnThisDay(props: { readonly date: string; readonly companionId?: CompanionId }) {
  const { date, companionId = null } = props
  const { t } = useTranslation('days')
  const words = useDayWords()
  const api = useApi()
  const companions = useQuery(api.companions.list.queryOptions()).data ?? []
  const years = useQuery(api.milestones.onThisDay.queryOptions({ input: { date, companionId } })).data ?? []
  if (years.length === 0) return null
  return (
    <Section title={t('onThisDay.title')}>
      {years.map((year) => {
        const [first] = year.messages
        return (
          <PastWords
            key={year.date}
            when={
              <>
                {t('onThisDay.years', { count: year.years, number: words.number(year.years) })}
                <time dateTime={year.date}>{words.date(year.date)}</time>
              </>
            }
            said={year.messages.slice(0, shown).map(({ id, role, text, companionId: whose }) => ({
              key: id,
              speaker:
                role === 'user'
                  ? t('onThisDay.you')
                  : companions.find((companion) => companion.id === whose)?.profile.name,
              text,
            }))}
          >
            {first && <Link href={paths.message(first.conversationId, first.id)}>{t('onThisDay.open')}</Link>}
          </PastWords>
        )
      })}
    </Section>
  )
}
