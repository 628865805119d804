import { Pin, Star } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { MessageId } from '#shared/model/ids.ts'
import { Tooltip } from '#renderer/design/Tooltip.tsx'
import { useMarkActions, useMarksOf } from './marks-context.ts'
import styles from './MarksLine.module.css'

/** What the person put on this message, under it. */
export function MarksLine({ messageId }: { readonly messageId: MessageId }) {
  const { t } = useTranslation('chat')
  const marks = useMarksOf(messageId)
  const { react, editNote } = useMarkActions()
  if (!marks || (marks.favourite === null && !marks.pinned && marks.reactions.length === 0)) return null
  const { favourite, pinned, reactions } = marks
  return (
    <div className={styles['line']}>
      {reactions.map((emoji) => (
        <Tooltip key={emoji} text={t('marks.takeBack')}>
          <button
            type="button"
            className={styles['reaction']}
            aria-label={t('marks.reaction', { emoji })}
            onClick={() => react(messageId, emoji, false)}
          >
            {emoji}
          </button>
        </Tooltip>
      ))}
      {favourite !== null && (
        <button
          type="button"
          className={styles['favourite']}
          aria-label={favourite === '' ? t('marks.favouriteNoNote') : t('marks.favouriteNote', { note: favourite })}
          onClick={() => editNote(messageId, favourite)}
        >
          <Star size="1em" strokeWidth={1.5} aria-hidden />
          {favourite !== '' && <span className={styles['note']}>{favourite}</span>}
        </button>
      )}
      {pinned && (
        <span className={styles['pinned']} role="img" aria-label={t('marks.pinned')}>
          <Pin size="1em" strokeWidth={1.5} aria-hidden />
        </span>
      )}
    </div>
  )
}
