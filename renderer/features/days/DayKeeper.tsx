import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import type { OpenReminder } from '#shared/model/agenda.ts'
import { paths } from '#renderer/app/paths.ts'
import { Banner } from '#renderer/design/Banner.tsx'
import { Button } from '#renderer/design/Button.tsx'
import { useDayWords } from '#renderer/i18n/day-words.ts'
import { useApi } from '#renderer/rpc/RpcProvider.tsx'
import { useNotifications } from './use-notifications.ts'

/** Tells reminders wherever one is: a quiet line above the page, and in a browser its own notifications. */
export function DayKeeper() {
  const { t, i18n } = useTranslation('days')
  const words = useDayWords()
  const [address, navigate] = useLocation()
  const open = useQuery(useApi().milestones.openReminders.queryOptions()).data ?? []
  useNotifications(open)
  const [first, ...others] = open
  if (first === undefined || address.startsWith('/days')) return null
  return (
    <Banner
      edge
      live
      actions={
        <Button size="small" onClick={() => navigate(paths.days())}>
          {t('reminder.toDays')}
        </Button>
      }
    >
      {others.length === 0
        ? t('reminder.one', {
            title: named(first),
            when: [words.date(first.date), ...first.senses.map(words.sense)].join(' · '),
          })
        : t('reminder.several', { titles: new Intl.ListFormat(i18n.language).format(open.map(named)) })}
    </Banner>
  )
}

function named({ emoji, title }: OpenReminder): string {
  return emoji === null ? title : `${emoji} ${title}`
}
