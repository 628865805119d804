import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { HistorySurvey } from '#shared/contract/letter-draft.ts'
import { paths } from '#renderer/app/paths.ts'
import { Section } from '#renderer/design/Page.tsx'
import { useDayWords } from '#renderer/i18n/day-words.ts'
import { useFormats } from '#renderer/i18n/format.ts'
import { guessLanguage } from '#renderer/markdown/guess-language.ts'
import { MonthBars } from './MonthBars.tsx'
import styles from './draft.module.css'

const mostDays = 5
/** A silence shorter than this is only life. */
const longSilence = 3

/** What a history holds by counting alone. */
export function HistoryFacts(props: { readonly survey: HistorySurvey }) {
  const { messages, conversations, sessions, undated, first, last, silence, words, months } = props.survey
  const days = props.survey.days.filter(({ messageId }) => messageId !== first?.messageId).slice(0, mostDays)
  const { t } = useTranslation('draft')
  const formats = useFormats()
  const dayWords = useDayWords()
  const counts = [
    t('facts.messages', { count: messages, number: formats.number(messages) }),
    t('facts.conversations', { count: conversations, number: formats.number(conversations) }),
    t('facts.sessions', { count: sessions, number: formats.number(sessions) }),
    ...(undated === 0 ? [] : [t('facts.undated', { count: undated, number: formats.number(undated) })]),
  ]
  const span = first && last && { from: dayWords.date(first.date), to: dayWords.date(last.date) }
  return (
    <Section title={t('facts.title')} description={t('facts.body')}>
      <p>
        {counts.join(' · ')}
        {span === null ? null : ` · ${t('facts.span', span)}`}
      </p>
      <MonthBars months={months} />
      <dl className={styles['facts']}>
        {first === null ? null : <Said label={t('facts.first')} said={[first]} />}
        {last === null || last.messageId === first?.messageId ? null : <Said label={t('facts.last')} said={[last]} />}
        {days.length === 0 ? null : <Said label={t('facts.days')} said={days} />}
        {silence === null || silence.days < longSilence ? null : (
          <div>
            <dt>{t('facts.silence')}</dt>
            <dd>
              {t('facts.silenceDays', {
                count: silence.days,
                number: formats.number(silence.days),
                from: dayWords.date(silence.from),
                to: dayWords.date(silence.to),
              })}
            </dd>
          </div>
        )}
        {words.length === 0 ? null : (
          <div>
            <dt>{t('facts.words')}</dt>
            <dd lang={guessLanguage(words.join(' '), 'en')}>{words.join(' · ')}</dd>
          </div>
        )}
      </dl>
    </Section>
  )
}

/** What was said, each leading to where. */
function Said(props: { readonly label: string; readonly said: HistorySurvey['days'] }) {
  const { i18n } = useTranslation('draft')
  const dayWords = useDayWords()
  return (
    <div>
      <dt>{props.label}</dt>
      {props.said.map(({ messageId, conversationId, date, text }) => (
        <dd key={messageId}>
          <Link className={styles['quote']} href={paths.message(conversationId, messageId)}>
            <span lang={guessLanguage(text, i18n.language)}>{text}</span>{' '}
            <span className={styles['date']}>{dayWords.date(date)}</span>
          </Link>
        </dd>
      ))}
    </div>
  )
}
