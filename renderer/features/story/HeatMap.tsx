import { memo, useCallback, useMemo, useState, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import type { CompanionId } from '#shared/model/ids.ts'
import type { LocalDate } from '#shared/model/milestone.ts'
import type { StoryDay } from '#shared/model/story.ts'
import { paths } from '#renderer/app/paths.ts'
import { Button } from '#renderer/design/Button.tsx'
import { classes } from '#renderer/design/classes.ts'
import { Select } from '#renderer/design/Select.tsx'
import { useToast } from '#renderer/design/Toasts.tsx'
import { VisuallyHidden } from '#renderer/design/VisuallyHidden.tsx'
import { firstWeekday } from '#renderer/i18n/calendar-days.ts'
import { useDayWords } from '#renderer/i18n/day-words.ts'
import { useFormats } from '#renderer/i18n/format.ts'
import { useErrorText } from '#renderer/rpc/error-text.ts'
import { useClient } from '#renderer/rpc/RpcProvider.tsx'
import { keyInYear, layOutYear, shadesOf } from './heat-year.ts'
import { NumbersTable } from './NumbersTable.tsx'
import { useSaidWords } from './use-said-words.ts'
import styles from './heat.module.css'

const messagesOf = ({ yours, theirs }: StoryDay) => yours.messages + theirs.messages

/** Every day of every year that has words, the latest year first. A day says its numbers when it is pointed at or walked to. */
export function HeatMap(props: {
  readonly companionId: CompanionId
  readonly name: string
  readonly days: readonly StoryDay[]
}) {
  const { companionId, days } = props
  const { t } = useTranslation('story')
  const client = useClient()
  const toast = useToast()
  const errorText = useErrorText()
  const [, navigate] = useLocation()
  const [chosen, setChosen] = useState<LocalDate | null>(null)
  const byDate = useMemo(() => new Map(days.map((day) => [day.date, day])), [days])
  const shade = useMemo(() => shadesOf(days.map(messagesOf)), [days])
  const years = useMemo(() => {
    const first = Number(days[0]?.date.slice(0, 4))
    const last = Number(days.at(-1)?.date.slice(0, 4))
    return Array.from({ length: last - first + 1 }, (_, index) => last - index).filter((year) =>
      days.some(({ date }) => date.startsWith(`${year}-`)),
    )
  }, [days])
  const open = useCallback(
    (date: LocalDate) => {
      client.story.firstOf({ companionId, date }).then(
        (place) => place && navigate(paths.message(place.conversationId, place.messageId)),
        (error: unknown) => toast({ title: errorText(error) }),
      )
    },
    [client, companionId, navigate, toast, errorText],
  )
  return (
    <>
      <div className={styles['legend']} aria-hidden>
        {t('calendar.fewer')}
        {[1, 2, 3, 4].map((one) => (
          <span key={one} className={classes(styles['cell'], styles['shade'])} data-shade={one} />
        ))}
        {t('calendar.more')}
      </div>
      {years.map((year) => (
        <Year
          key={year}
          year={year}
          days={byDate}
          shade={shade}
          chosen={chosen?.startsWith(`${year}-`) === true ? chosen : null}
          onChoose={setChosen}
          onOpen={open}
        />
      ))}
      <DayTable days={days} years={years} name={props.name} />
    </>
  )
}

const Year = memo(function Year(props: {
  readonly year: number
  readonly days: ReadonlyMap<LocalDate, StoryDay>
  readonly shade: (count: number) => number
  readonly chosen: LocalDate | null
  readonly onChoose: (date: LocalDate) => void
  readonly onOpen: (date: LocalDate) => void
}) {
  const { year, days, shade, chosen, onChoose, onOpen } = props
  const { t, i18n } = useTranslation('story')
  const words = useDayWords()
  const said = useSaidWords()
  const layout = useMemo(() => layOutYear(year, firstWeekday(i18n.language)), [year, i18n.language])
  const narrow = new Intl.DateTimeFormat(i18n.language, { weekday: 'narrow', timeZone: 'UTC' })
  const long = new Intl.DateTimeFormat(i18n.language, { weekday: 'long', timeZone: 'UTC' })
  const month = new Intl.DateTimeFormat(i18n.language, { month: 'short', timeZone: 'UTC' })
  const dates = layout.rows.flat().filter((date) => date !== null)
  const reached =
    chosen ??
    dates
      .filter((date) => days.has(date))
      .toSorted()
      .at(-1)
  const day = chosen === null ? undefined : days.get(chosen)
  const columns = { gridTemplateColumns: `1.25rem repeat(${layout.weeks}, minmax(0, 1fr))` }

  const onKey = (event: KeyboardEvent<HTMLElement>) => {
    const date = (event.target as HTMLElement).dataset['date']
    if (date === undefined || event.altKey || event.ctrlKey || event.metaKey) return
    if (event.key === 'Enter' && days.has(date)) onOpen(date)
    const next = keyInYear(event.key, date)
    if (next === null) return
    event.preventDefault()
    event.currentTarget.querySelector<HTMLElement>(`[data-date="${next}"]`)?.focus()
  }

  return (
    <section className={styles['year']} onKeyDown={onKey}>
      <div className={styles['about']}>
        <h3 className={styles['name']}>{words.year(`${year}-01-01`)}</h3>
        {chosen !== null && (
          <p className={styles['day']}>
            {words.fullDate(chosen)}
            {' · '}
            {day ? said.messages(messagesOf(day)) : t('calendar.nothing')}
          </p>
        )}
        {day && (
          <Button size="small" look="quiet" onClick={() => onOpen(day.date)}>
            {t('open')}
          </Button>
        )}
      </div>
      <div className={styles['months']} style={columns} aria-hidden>
        {layout.months.map(({ date, week }) => (
          <span key={date} style={{ gridColumn: week + 2 }}>
            {month.format(Date.parse(date))}
          </span>
        ))}
      </div>
      <div role="grid" aria-label={words.year(`${year}-01-01`)} className={styles['grid']}>
        {layout.rows.map((row, place) => {
          const weekday = Date.parse(row.find((date) => date !== null) ?? '')
          return (
            <div key={weekday} role="row" className={styles['row']} style={columns}>
              <span role="rowheader" className={styles['weekday']}>
                <VisuallyHidden>{long.format(weekday)}</VisuallyHidden>
                <span aria-hidden>{place % 2 === 0 ? narrow.format(weekday) : ''}</span>
              </span>
              {row.map((date, week) => {
                if (date === null) return <span key={`out ${week}`} role="presentation" />
                const known = days.get(date)
                const count = known ? messagesOf(known) : 0
                return (
                  <span
                    key={date}
                    role="gridcell"
                    tabIndex={date === reached ? 0 : -1}
                    aria-selected={date === chosen}
                    aria-label={t('calendar.said', { date: words.date(date), amount: said.messages(count) })}
                    className={classes(styles['cell'], styles['shade'])}
                    data-shade={shade(count)}
                    data-date={date}
                    onFocus={() => onChoose(date)}
                    onPointerDown={(event) => event.currentTarget.focus()}
                  />
                )
              })}
            </div>
          )
        })}
      </div>
    </section>
  )
})

function DayTable(props: {
  readonly days: readonly StoryDay[]
  readonly years: readonly number[]
  readonly name: string
}) {
  const { t } = useTranslation('story')
  const words = useDayWords()
  const { number } = useFormats()
  const said = useSaidWords()
  const [chosen, setChosen] = useState<string | null>(null)
  const year = chosen ?? String(props.years[0])
  return (
    <NumbersTable
      caption={t('calendar.title')}
      heads={[t('column.day'), t('column.messages'), t('you'), props.name]}
      rows={props.days
        .filter(({ date }) => date.startsWith(`${year}-`))
        .map((day) => ({
          key: day.date,
          cells: [words.date(day.date), number(messagesOf(day)), said.all(day.yours), said.all(day.theirs)],
        }))}
    >
      {props.years.length > 1 && (
        <Select
          label={t('column.year')}
          value={year}
          options={props.years.map((one) => ({ value: String(one), label: words.year(`${one}-01-01`) }))}
          onChange={setChosen}
        />
      )}
    </NumbersTable>
  )
}
