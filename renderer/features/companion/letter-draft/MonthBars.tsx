import { useTranslation } from 'react-i18next'
import type { HistorySurvey } from '#shared/contract/letter-draft.ts'
import { useDayWords } from '#renderer/i18n/day-words.ts'
import styles from './draft.module.css'

const height = 32
const step = 8
const fewest = 3

/** How much was said each month, silent ones between too, as a row of bars. */
export function MonthBars(props: { readonly months: HistorySurvey['months'] }) {
  const { t } = useTranslation('draft')
  const words = useDayWords()
  const counts = new Map(props.months.map(({ month, messages }) => [month, messages]))
  const all = monthsBetween(props.months)
  const most = props.months.reduce<HistorySurvey['months'][number] | null>(
    (top, one) => (top === null || one.messages > top.messages ? one : top),
    null,
  )
  const [first] = all
  const last = all.at(-1)
  if (most === null || first === undefined || last === undefined || all.length < fewest) return null
  const name = (month: string) => words.month(`${month}-01`)
  return (
    <svg
      className={styles['bars']}
      role="img"
      aria-label={t('facts.months', { from: name(first), to: name(last), most: name(most.month) })}
      width={`${all.length}rem`}
      viewBox={`0 0 ${all.length * step} ${height}`}
      preserveAspectRatio="none"
    >
      {all.map((month, place) => {
        const count = counts.get(month) ?? 0
        const tall = count === 0 ? 1 : Math.max(2, Math.round((count / most.messages) * height))
        return <rect key={month} x={place * step + 1} y={height - tall} width={step - 2} height={tall} />
      })}
    </svg>
  )
}

function monthsBetween(months: HistorySurvey['months']): string[] {
  const [from, to] = [months[0]?.month, months.at(-1)?.month]
  if (from === undefined || to === undefined) return []
  const all: string[] = []
  for (
    let at = new Date(`${from}-01T00:00:00Z`);
    at.toISOString().slice(0, 7) <= to;
    at.setUTCMonth(at.getUTCMonth() + 1)
  ) {
    all.push(at.toISOString().slice(0, 7))
  }
  return all
}
