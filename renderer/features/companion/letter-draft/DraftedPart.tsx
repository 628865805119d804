import { RotateCcw, X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Companion } from '#shared/model/companion.ts'
import type { DraftSection } from '#shared/model/letter-draft.ts'
import { excerpt } from '#shared/excerpt.ts'
import { IconButton } from '#renderer/design/IconButton.tsx'
import { Source } from './Source.tsx'
import styles from './draft.module.css'

const longestName = 40

/** One part of a draft, sentence by sentence, with what each rests on and the way to leave it out. */
export function DraftedPart(props: {
  readonly section: DraftSection
  readonly companion: Companion
  readonly isLeftOut: (at: number) => boolean
  readonly onToggle: (at: number) => void
}) {
  const { section, companion, isLeftOut, onToggle } = props
  const { name, callsYou } = companion.profile
  const { t, i18n } = useTranslation('draft')
  const shown = (text: string) => text.replaceAll('{{char}}', name).replaceAll('{{user}}', callsYou || '…')
  return (
    <section className={styles['part']}>
      <h3 lang={i18n.language}>{t(`sections.${section.id}`, { name })}</h3>
      {section.sentences.length === 0 ? (
        <p className={styles['note']} lang={i18n.language}>
          {t(section.failed ? 'result.sectionFailed' : 'result.empty')}
        </p>
      ) : null}
      <ul>
        {section.sentences.map(({ text, cites }, at) => (
          // A sentence is known by its place; none moves.
          <li key={at} className={styles['sentence']} data-left-out={isLeftOut(at) || undefined}>
            <div className={styles['words']}>
              <span className={styles['said']}>{shown(text)}</span>{' '}
              <span lang={i18n.language}>
                {cites.length === 0 ? <span className={styles['feeling']}>{t('result.feeling')}</span> : null}
                {cites.map((citation, index) => (
                  <Source key={citation.messageId} citation={citation} number={index + 1} />
                ))}
              </span>
            </div>
            <IconButton
              size="small"
              name={t(isLeftOut(at) ? 'result.putBack' : 'result.leaveOut', {
                text: excerpt(shown(text), longestName),
              })}
              icon={isLeftOut(at) ? <RotateCcw aria-hidden /> : <X aria-hidden />}
              onClick={() => onToggle(at)}
            />
          </li>
        ))}
      </ul>
    </section>
  )
}
