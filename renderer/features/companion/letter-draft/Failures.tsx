import { useTranslation } from 'react-i18next'
import type { DraftProgress } from '#shared/model/letter-draft.ts'
import { Banner } from '#renderer/design/Banner.tsx'
import { useDayWords } from '#renderer/i18n/day-words.ts'
import { useFormats } from '#renderer/i18n/format.ts'
import styles from './draft.module.css'

/** Parts of a history that could not be read, and why. */
export function Failures(props: { readonly failures: DraftProgress['failures'] }) {
  const { failures } = props
  const { t } = useTranslation('draft')
  const { t: errors } = useTranslation('errors')
  const formats = useFormats()
  const words = useDayWords()
  if (failures.length === 0) return null
  return (
    <Banner tone="warn" title={t('failed.title', { count: failures.length, number: formats.number(failures.length) })}>
      <p>{t('failed.body')}</p>
      <ul className={styles['failures']}>
        {failures.map(({ from, to, messages, why }, place) => {
          const span =
            from === null || to === null
              ? t('failed.undated')
              : from === to
                ? words.date(from)
                : t('facts.span', { from: words.date(from), to: words.date(to) })
          return (
            // Parts have no name of their own; they never move in this list.
            <li key={place}>
              {t('failed.part', {
                count: messages,
                number: formats.number(messages),
                span,
                why: why === 'unreadable' ? t('failed.unreadable') : errors(`failure.${why}.title`),
              })}
            </li>
          )
        })}
      </ul>
    </Banner>
  )
}
