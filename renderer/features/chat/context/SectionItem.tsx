import { useTranslation } from 'react-i18next'
import type { PromptPreview } from '#shared/contract/prompt.ts'
import { Disclosure } from '#renderer/design/Disclosure.tsx'
import { useFormats } from '#renderer/i18n/format.ts'
import { guessLanguage } from '#renderer/markdown/guess-language.ts'
import type { OpenMessage } from '../panel/use-open-message.ts'
import styles from './NextReplyPanel.module.css'
import { RecalledList } from './RecalledList.tsx'

/** One part of what will be sent: its share, what it left out, and its words to the letter when opened. */
export function SectionItem(props: {
  readonly section: PromptPreview['sections'][number]
  /** The tokens of the largest part, which fills its bar. */
  readonly largest: number
  readonly name: string
  readonly onOpen: OpenMessage
}) {
  const { section, largest, name } = props
  const { id, tokens, turns, leftOut, recalled, fired } = section
  const { t, i18n } = useTranslation('chat')
  const formats = useFormats()
  const roles = { system: t('context.role.system'), user: t('context.role.user'), assistant: name }
  return (
    <li className={styles['section']}>
      <Disclosure
        label={
          <span className={styles['head']}>
            <span className={styles['name']}>{t(`context.section.${id}`)}</span>
            <span className={styles['count']}>{formats.number(tokens)}</span>
            <span className={styles['bar']} aria-hidden>
              <span style={{ inlineSize: `${(tokens / largest) * 100}%` }} />
            </span>
          </span>
        }
      >
        <ol className={styles['turns']}>
          {turns.map((turn, index) => (
            // Turns have no identity of their own, and none moves on its own.
            <li key={index}>
              <span className={styles['role']}>{roles[turn.role]}</span>
              <p className={styles['words']} lang={guessLanguage(turn.content, i18n.language)}>
                {turn.content}
              </p>
              {turn.pictures && turn.pictures.length > 0 && (
                <p className={styles['role']}>{t('context.pictures', { count: turn.pictures.length })}</p>
              )}
            </li>
          ))}
        </ol>
      </Disclosure>
      {fired.map(({ id: entry, name: title, cause, told }) => {
        const shown = title || cause.key || '–'
        return (
          <p key={entry} className={styles['left']}>
            {told ? (
              <>
                <bdi>{shown}</bdi> · {t(`context.fired.${cause.kind}`, { key: cause.key })}
              </>
            ) : (
              t('context.fired.noRoom', { name: shown })
            )}
          </p>
        )
      })}
      <RecalledList notes={recalled} onOpen={props.onOpen} />
      {leftOut.map(({ reason, count }) => (
        <p key={reason} className={styles['left']}>
          {t(`context.left.${reason}`, { count, number: formats.number(count) })}
        </p>
      ))}
    </li>
  )
}
