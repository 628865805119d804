import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { ChevronLeft, ChevronRight } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { AgendaEntry } from '#shared/model/agenda.ts'
import { paths } from '#renderer/app/paths.ts'
import { IconButton } from '#renderer/design/IconButton.tsx'
import { Section } from '#renderer/design/Page.tsx'
import { PastWords } from '#renderer/design/PastWords.tsx'
import { useDayWords } from '#renderer/i18n/day-words.ts'
import { useApi } from '#renderer/rpc/RpcProvider.tsx'
import { DayRows } from './DayRows.tsx'
import styles from './days.module.css'

/** A number of days was reached, rather than a date come round. */
const isNumber = ({ sense }: AgendaEntry) => sense.kind === 'days' || sense.kind === 'day-number'

/** A year looked back on: its first words, the days that came, the numbers that were reached. Nothing is compared. */
export function YearView() {
  const api = useApi()
  const today = useQuery(api.milestones.today.queryOptions({ input: { companionId: null } })).data
  const [chosen, setChosen] = useState<number | null>(null)
  if (!today) return null
  const present = Number(today.date.slice(0, 4))
  return <OneYear year={chosen ?? present} present={present} onChoose={setChosen} />
}

function OneYear(props: {
  readonly year: number
  readonly present: number
  readonly onChoose: (year: number) => void
}) {
  const { year, present, onChoose } = props
  const { t } = useTranslation('days')
  const words = useDayWords()
  const api = useApi()
  const companions = useQuery(api.companions.list.queryOptions()).data ?? []
  const review = useQuery({
    ...api.milestones.yearReview.queryOptions({ input: { year, companionId: null } }),
    placeholderData: keepPreviousData,
  }).data
  if (!review) return null
  const { entries, firstWords, firstYear } = review
  const numbers = entries.filter(isNumber)
  const dates = entries.filter((entry) => !isNumber(entry))
  const speaker =
    firstWords?.role === 'user'
      ? t('onThisDay.you')
      : companions.find(({ id }) => id === firstWords?.companionId)?.profile.name
  return (
    <>
      <div className={styles['yearBar']}>
        <h2 className={styles['yearTitle']} aria-live="polite">
          {words.year(`${year}-01-01`)}
        </h2>
        <IconButton
          name={t('year.previous')}
          icon={<ChevronLeft />}
          disabled={year <= firstYear}
          onClick={() => onChoose(year - 1)}
        />
        <IconButton
          name={t('year.next')}
          icon={<ChevronRight />}
          disabled={year >= present}
          onClick={() => onChoose(year + 1)}
        />
      </div>
      <Section title={t('year.first')}>
        {firstWords === null ? (
          <p className={styles['rowDetail']}>{t('year.noWords')}</p>
        ) : (
          <PastWords
            when={
              firstWords.date === null ? null : <time dateTime={firstWords.date}>{words.date(firstWords.date)}</time>
            }
            said={[{ key: firstWords.id, speaker, text: firstWords.text }]}
          >
            <Link href={paths.message(firstWords.conversationId, firstWords.id)}>{t('onThisDay.open')}</Link>
          </PastWords>
        )}
      </Section>
      <Section title={t('year.came')}>
        {dates.length === 0 ? <p className={styles['rowDetail']}>{t('year.none')}</p> : <DayRows entries={dates} />}
      </Section>
      {numbers.length > 0 && (
        <Section title={t('year.counts')}>
          <DayRows entries={numbers} />
        </Section>
      )}
    </>
  )
}
