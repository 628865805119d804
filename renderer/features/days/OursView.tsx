import { useQuery } from '@tanstack/react-query'
import { CalendarHeart } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { paths } from '#renderer/app/paths.ts'
import { Button } from '#renderer/design/Button.tsx'
import { EmptyState } from '#renderer/design/EmptyState.tsx'
import { Section } from '#renderer/design/Page.tsx'
import { useApi } from '#renderer/rpc/RpcProvider.tsx'
import { DayRows } from './DayRows.tsx'
import { Hero } from './Hero.tsx'
import { LetterCards } from './LetterCards.tsx'
import { OnThisDay } from './OnThisDay.tsx'
import { ReminderCards } from './ReminderCards.tsx'
import { RemovedDays } from './RemovedDays.tsx'
import { Suggestions } from './Suggestions.tsx'
import { Timeline } from './Timeline.tsx'

/** The day that matters most, what is today and next, and all that was. */
export function OursView() {
  const { t } = useTranslation('days')
  const api = useApi()
  const [, navigate] = useLocation()
  const today = useQuery(api.milestones.today.queryOptions({ input: { companionId: null } })).data
  const days = useQuery(api.milestones.list.queryOptions()).data
  if (!today || !days) return null
  return (
    <>
      <ReminderCards />
      <LetterCards />
      {days.length === 0 ? (
        <EmptyState
          icon={<CalendarHeart />}
          title={t('empty.title')}
          actions={
            <Button look="primary" onClick={() => navigate(paths.newDay())}>
              {t('empty.action')}
            </Button>
          }
        >
          {t('empty.body')}
        </EmptyState>
      ) : (
        <>
          <Hero today={today} days={days} />
          <Section title={t('next')}>
            {today.next.length === 0 ? <p>{t('nothingNext')}</p> : <DayRows entries={today.next} />}
          </Section>
        </>
      )}
      <OnThisDay date={today.date} />
      <Suggestions />
      {days.length > 0 && <Timeline days={days} today={today.date} />}
      <RemovedDays />
    </>
  )
}
