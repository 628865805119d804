import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { ChevronLeft, ChevronRight } from 'lucide-react'
import { useEffect, useRef, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { festivalNames } from '#shared/festival-names.ts'
import type { Language } from '#shared/languages.ts'
import { lunarDayName, lunarMonthName } from '#shared/lunar-words.ts'
import type { CalendarDay } from '#shared/model/agenda.ts'
import type { LocalDate } from '#shared/model/milestone.ts'
import { paths } from '#renderer/app/paths.ts'
import { Button } from '#renderer/design/Button.tsx'
import { IconButton } from '#renderer/design/IconButton.tsx'
import { VisuallyHidden } from '#renderer/design/VisuallyHidden.tsx'
import { firstWeekday } from '#renderer/i18n/calendar-days.ts'
import { useDayWords } from '#renderer/i18n/day-words.ts'
import { useApi } from '#renderer/rpc/RpcProvider.tsx'
import { DayRows } from './DayRows.tsx'
import { keyTo, shiftMonth, weeksOf } from './month-shape.ts'
import styles from './month.module.css'

const earliest = '1901-01-01'
const latest = '2100-12-31'

/** A month with lunar days, feasts and what comes round; arrows walk by days and weeks, Page Up and Down by months. */
export function MonthGrid(props: {
  readonly today: LocalDate
  readonly chosen: LocalDate
  readonly onChoose: (date: LocalDate) => void
}) {
  const { today, chosen } = props
  const { t, i18n } = useTranslation('days')
  const language = i18n.language as Language
  const words = useDayWords()
  const api = useApi()
  const [, navigate] = useLocation()
  const [year = 0, month = 0] = chosen.split('-').map(Number)
  const days = useQuery({
    ...api.milestones.month.queryOptions({ input: { year, month } }),
    placeholderData: keepPreviousData,
  }).data
  const settings = useQuery(api.milestones.settings.queryOptions()).data
  const begins = firstWeekday(language)
  const grid = useRef<HTMLDivElement>(null)
  const walking = useRef(false)

  const shown = days?.[0]?.date.slice(0, 7)
  useEffect(() => {
    if (!walking.current || shown !== chosen.slice(0, 7)) return
    walking.current = false
    grid.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus()
  }, [chosen, shown])

  const choose = (date: LocalDate) => {
    if (date >= earliest && date <= latest) props.onChoose(date)
  }
  const onKey = (event: KeyboardEvent) => {
    const next = keyTo(event.key, chosen, begins)
    if (next === null || event.altKey || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    walking.current = true
    choose(next)
  }
  if (!days || !settings) return null
  const day = days.find(({ date }) => date === chosen)
  const weekday = new Intl.DateTimeFormat(language, { weekday: 'narrow', timeZone: 'UTC' })
  const longWeekday = new Intl.DateTimeFormat(language, { weekday: 'long', timeZone: 'UTC' })
  // 1 January 2024 was a Monday.
  const heads = Array.from({ length: 7 }, (_, index) => Date.UTC(2024, 0, begins + index))

  return (
    <>
      <div className={styles['month']}>
        <div className={styles['bar']}>
          <h2 className={styles['name']} aria-live="polite">
            {words.month(chosen)}
          </h2>
          {chosen.slice(0, 7) !== today.slice(0, 7) && (
            <Button size="small" look="quiet" onClick={() => choose(today)}>
              {t('month.now')}
            </Button>
          )}
          <IconButton
            name={t('month.previous')}
            icon={<ChevronLeft />}
            onClick={() => choose(shiftMonth(chosen, -1))}
          />
          <IconButton name={t('month.next')} icon={<ChevronRight />} onClick={() => choose(shiftMonth(chosen, 1))} />
        </div>
        <div ref={grid} role="grid" aria-label={words.month(chosen)}>
          <div role="rowgroup">
            <div role="row" className={styles['week']}>
              {heads.map((head) => (
                <span
                  key={head}
                  role="columnheader"
                  aria-label={longWeekday.format(head)}
                  className={styles['weekday']}
                >
                  {weekday.format(head)}
                </span>
              ))}
            </div>
          </div>
          <div role="rowgroup">
            {weeksOf(days, begins).map((week, index) => (
              <div role="row" className={styles['week']} key={week.find((one) => one !== null)?.date ?? index}>
                {week.map((one, place) =>
                  one === null ? (
                    <div key={`out ${place}`} role="presentation" className={styles['out']} />
                  ) : (
                    <Cell
                      key={one.date}
                      day={one}
                      isToday={one.date === today}
                      isChosen={one.date === chosen}
                      showsLunar={settings.lunar}
                      onChoose={() => choose(one.date)}
                      onKey={onKey}
                    />
                  ),
                )}
              </div>
            ))}
          </div>
        </div>
      </div>
      {day && (
        <section className={styles['about']} aria-live="polite">
          <h2 className={styles['aboutDate']}>{words.fullDate(day.date)}</h2>
          <p className={styles['aboutFacts']}>
            {[
              ...(settings.lunar ? [t('when.lunar', { day: words.lunar(day.lunar) })] : []),
              ...day.festivals.map((id) => festivalNames[id][language]),
            ].join(' · ')}
          </p>
          {day.entries.length === 0 ? <p>{t('month.nothing')}</p> : <DayRows entries={day.entries} />}
          {day.entries.some(({ unsure }) => unsure) && <p className={styles['aboutFacts']}>{t('when.unsure')}</p>}
          <Button size="small" onClick={() => navigate(paths.newDayOn(day.date))}>
            {t('month.add')}
          </Button>
        </section>
      )}
    </>
  )
}

function Cell(props: {
  readonly day: CalendarDay
  readonly isToday: boolean
  readonly isChosen: boolean
  readonly showsLunar: boolean
  readonly onChoose: () => void
  readonly onKey: (event: KeyboardEvent) => void
}) {
  const { day, isToday, isChosen, showsLunar, onChoose, onKey } = props
  const { i18n } = useTranslation('days')
  const language = i18n.language as Language
  const words = useDayWords()
  const [festival] = day.festivals
  const small =
    festival !== undefined
      ? festivalNames[festival][language]
      : !showsLunar
        ? ''
        : day.lunar.day === 1
          ? lunarMonthName(day.lunar, language)
          : lunarDayName(day.lunar, language)
  const said = [
    words.fullDate(day.date),
    ...(showsLunar ? [words.lunar(day.lunar)] : []),
    ...day.festivals.map((id) => festivalNames[id][language]),
    ...day.entries.map(({ title }) => title),
  ].join(', ')
  return (
    <div
      role="gridcell"
      aria-selected={isChosen}
      aria-current={isToday ? 'date' : undefined}
      tabIndex={isChosen ? 0 : -1}
      className={styles['cell']}
      onClick={onChoose}
      onKeyDown={onKey}
    >
      <VisuallyHidden>{said}</VisuallyHidden>
      <span className={styles['solar']} aria-hidden>
        {Number(day.date.slice(8))}
      </span>
      <span className={styles['small']} aria-hidden data-feast={festival !== undefined || undefined}>
        {small}
      </span>
      <span className={styles['marks']} aria-hidden>
        {day.entries.slice(0, 3).map((entry, index) => (
          // One day may come round in several senses at once.
          <span key={`${entry.milestoneId} ${index}`}>{entry.emoji ?? '•'}</span>
        ))}
      </span>
    </div>
  )
}
