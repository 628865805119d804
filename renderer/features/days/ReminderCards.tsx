import { useMutation, useQuery } from '@tanstack/react-query'
import { BellRing } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { OpenReminder } from '#shared/model/agenda.ts'
import { paths } from '#renderer/app/paths.ts'
import { Banner } from '#renderer/design/Banner.tsx'
import { Button } from '#renderer/design/Button.tsx'
import { Menu, type MenuEntry } from '#renderer/design/Menu.tsx'
import { useDayWords } from '#renderer/i18n/day-words.ts'
import { useErrorText } from '#renderer/rpc/error-text.ts'
import { useApi } from '#renderer/rpc/RpcProvider.tsx'
import styles from './days.module.css'
import { laterMoments } from './later-moments.ts'

/** Reminders that wait for an answer. */
export function ReminderCards() {
  const { t } = useTranslation('days')
  const open = useQuery(useApi().milestones.openReminders.queryOptions()).data ?? []
  if (open.length === 0) return null
  return (
    <section className={styles['cards']} aria-label={t('reminder.title')}>
      {open.map((reminder) => (
        <Card
          key={`${reminder.milestoneId} ${reminder.date} ${reminder.daysBefore} ${reminder.time}`}
          reminder={reminder}
        />
      ))}
    </section>
  )
}

function Card({ reminder }: { readonly reminder: OpenReminder }) {
  const { t } = useTranslation('days')
  const words = useDayWords()
  const api = useApi()
  const errorText = useErrorText()
  const done = useMutation(api.milestones.done.mutationOptions())
  const snooze = useMutation(api.milestones.snooze.mutationOptions())
  const { milestoneId, date, daysBefore, time } = reminder
  const place = { milestoneId, date, daysBefore, time }
  const error = done.error ?? snooze.error
  const [offered] = useState(() => laterMoments(new Date()))
  const entries: MenuEntry[] = offered.map(({ name, at }) => ({
    key: name,
    label: t(`reminder.${name}`),
    // The card may have stood there for hours.
    onSelect: () =>
      snooze.mutate({ ...place, until: laterMoments(new Date()).find((one) => one.name === name)?.at ?? at }),
  }))
  return (
    <article className={styles['card']} data-quiet={reminder.kind === 'memorial' || undefined}>
      <BellRing className={styles['cardIcon']} size="1.125rem" strokeWidth={1.5} aria-hidden />
      <div className={styles['cardWords']}>
        <p className={styles['rowTitle']}>
          <Link href={paths.day(milestoneId)}>
            {reminder.emoji} {reminder.title}
          </Link>
        </p>
        <p className={styles['rowDetail']}>{[words.date(date), ...reminder.senses.map(words.sense)].join(' · ')}</p>
        {error === null ? null : (
          <Banner tone="danger" live>
            {errorText(error)}
          </Banner>
        )}
      </div>
      <div className={styles['cardActions']}>
        <Menu trigger={<Button size="small">{t('reminder.snooze')}</Button>} entries={entries} />
        <Button size="small" busy={done.isPending} onClick={() => done.mutate(place)}>
          {t('reminder.done')}
        </Button>
      </div>
    </article>
  )
}
