import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import type { OpenReminder } from '#shared/model/agenda.ts'
import { paths } from '#renderer/app/paths.ts'
import { useDayWords } from '#renderer/i18n/day-words.ts'
import { useFormats } from '#renderer/i18n/format.ts'
import { useApi } from '#renderer/rpc/RpcProvider.tsx'
import { useSystemInfo } from '#renderer/rpc/system-info.ts'
import { showNote } from './show-note.ts'
import { toldWhileLocked } from './told-while-locked.ts'

/** More than so many at once are told together. */
const atOnce = 3

/**
 * Shows reminders that were told since this window was opened as notifications of the browser. Windows of one browser
 * show each once, because notes of one tag replace one another without a sound. The desktop host shows its own.
 */
export function useNotifications(open: readonly OpenReminder[]): void {
  const { t } = useTranslation('days')
  const words = useDayWords()
  const formats = useFormats()
  const [, navigate] = useLocation()
  const { host } = useSystemInfo().capabilities
  const settings = useQuery(useApi().milestones.settings.queryOptions()).data
  const told = useRef(new Set<string>())
  const isWanted = host === 'browser' && settings?.notify === true

  useEffect(() => {
    if (!isWanted) return
    const fresh = open.filter(
      (one) =>
        one.toldAt >= performance.timeOrigin && !toldWhileLocked.has(one.toldAt) && !told.current.has(tagOf(one)),
    )
    for (const one of fresh) told.current.add(tagOf(one))
    const show = (title: string, body: string, tag: string) =>
      showNote({ title, body, tag }, () => navigate(paths.days()))
    if (fresh.length > atOnce) {
      return show(t('reminder.missed'), formats.list(fresh.map(({ title }) => title)), fresh.map(tagOf).join(' '))
    }
    for (const one of fresh) {
      const body = [words.date(one.date), ...one.senses.map(words.sense)].join(' · ')
      show(`${one.emoji ?? ''} ${one.title}`.trim(), body, tagOf(one))
    }
  }, [open, isWanted, t, words, formats, navigate])
}

function tagOf({ milestoneId, date, daysBefore, time, toldAt }: OpenReminder): string {
  return `day ${milestoneId} ${date} ${daysBefore} ${time} ${toldAt}`
}
