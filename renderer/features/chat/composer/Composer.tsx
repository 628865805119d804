import { ArrowUp, Square } from 'lucide-react'
import { type KeyboardEvent, type ReactNode, type RefObject, useId, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { IconButton } from '#renderer/design/IconButton.tsx'
import { sends } from './enter-key.ts'
import styles from './Composer.module.css'
import type { Draft } from './use-draft.ts'

/** Where words are written. `note` says why sending waits or went wrong, with the next step in it. */
export function Composer(props: {
  readonly name: string
  readonly draft: Draft
  readonly field: RefObject<HTMLTextAreaElement | null>
  readonly canSend: boolean
  readonly writing: boolean
  readonly note: ReactNode
  readonly onSend: () => void
  readonly onStop: () => void
}) {
  const { name, draft, field, canSend, writing, note, onSend, onStop } = props
  const { t } = useTranslation('chat')
  const compositionEndedAt = useRef(0)
  const noteId = useId()
  const ready = canSend && !writing && draft.text.trim() !== ''

  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (!sends(event.nativeEvent, compositionEndedAt.current)) return
    event.preventDefault()
    if (ready) onSend()
  }

  return (
    <div className={styles['composer']}>
      <div id={noteId} className={styles['note']} role="status">
        {note}
      </div>
      <form
        className={styles['box']}
        onSubmit={(event) => {
          event.preventDefault()
          if (ready) onSend()
        }}
      >
        <textarea
          ref={field}
          className={styles['field']}
          rows={1}
          dir="auto"
          spellCheck={false}
          value={draft.text}
          placeholder={t('composer.placeholder', { name })}
          aria-label={t('composer.label')}
          aria-describedby={noteId}
          onChange={(event) => draft.setText(event.target.value)}
          onCompositionEnd={(event) => {
            compositionEndedAt.current = event.timeStamp
          }}
          onKeyDown={onKeyDown}
          onBlur={draft.saveNow}
        />
        {writing ? (
          <IconButton name={t('composer.stop')} icon={<Square fill="currentColor" />} onClick={onStop} />
        ) : (
          <span className={styles['send']} data-ready={ready || undefined}>
            <IconButton type="submit" name={t('composer.send')} icon={<ArrowUp />} disabled={!ready} />
          </span>
        )}
      </form>
      <p className={styles['hint']}>{t('composer.hint')}</p>
    </div>
  )
}
