import { useTranslation } from 'react-i18next'
import type { StoryVoice } from '#shared/model/story.ts'
import { Section } from '#renderer/design/Page.tsx'
import { useDayWords } from '#renderer/i18n/day-words.ts'
import { useFormats } from '#renderer/i18n/format.ts'
import { shadesOf } from './heat-year.ts'
import { NumbersTable } from './NumbersTable.tsx'
import { useSaidWords } from './use-said-words.ts'
import heat from './heat.module.css'
import styles from './story.module.css'

/** Which models spoke for a companion, month by month. */
export function Voices(props: { readonly voices: readonly StoryVoice[] }) {
  const { voices } = props
  const { t } = useTranslation('story')
  const words = useDayWords()
  const { number } = useFormats()
  const said = useSaidWords()
  const nameOf = (model: string | null) => model ?? t('voices.unknown')
  const months = monthsOf(voices)
  const shade = shadesOf(voices.flatMap((voice) => voice.months.map(({ messages }) => messages)))
  return (
    <Section title={t('voices.title')} description={t('voices.hint')}>
      <ol className={styles['voices']}>
        {voices.map(({ model, messages, span, months: spoken }) => {
          const counts = new Map(spoken.map((one) => [one.month, one.messages]))
          return (
            <li key={model ?? ''}>
              <p className={styles['voice']} data-unknown={model === null || undefined}>
                {nameOf(model)}
              </p>
              <p className={styles['facts']}>
                {span ? words.range(span.from, span.to) : t('voices.undated')}
                {' · '}
                {said.messages(messages)}
              </p>
              {months.length > 1 && (
                <div className={styles['lane']} aria-hidden>
                  {months.map((month) => (
                    <span key={month} className={heat['shade']} data-shade={shade(counts.get(month) ?? 0)} />
                  ))}
                </div>
              )}
            </li>
          )
        })}
      </ol>
      <NumbersTable
        caption={t('voices.title')}
        heads={[t('column.month'), t('column.model'), t('column.messages')]}
        rows={voices
          .flatMap(({ model, months: spoken }) =>
            spoken.map(({ month, messages }) => ({
              key: `${month} ${model}`,
              cells: [words.month(`${month}-01`), nameOf(model), number(messages)],
            })),
          )
          .toSorted((one, other) => (one.key < other.key ? -1 : 1))}
      />
    </Section>
  )
}

/** Every month from the first that anybody spoke in to the last. */
function monthsOf(voices: readonly StoryVoice[]): readonly string[] {
  const spoken = voices.flatMap(({ months }) => months.map(({ month }) => month)).toSorted()
  const last = spoken.at(-1)
  let month = spoken[0]
  if (month === undefined || last === undefined) return []
  const all: string[] = []
  for (; month <= last; month = monthAfter(month)) all.push(month)
  return all
}

function monthAfter(month: string): string {
  const [year = 0, number = 1] = month.split('-').map(Number)
  return new Date(Date.UTC(year, number, 1)).toISOString().slice(0, 7)
}
