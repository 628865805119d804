import { ArrowUp, Square } from 'lucide-react'
import { type KeyboardEvent, type ReactNode, type RefObject, useEffect, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ConversationId } from '#shared/model/ids.ts'
import { IconButton } from '#renderer/design/IconButton.tsx'
import { emptyDraft } from '#shared/model/draft.ts'
import { useTellDraft } from '../context/next-reply.ts'
import { sends } from './enter-key.ts'
import styles from './Composer.module.css'
import { useDraft } from './use-draft.ts'

/** Where words are written. `note` says why sending waits or went wrong, with the next step in it. */
export function Composer(props: {
  readonly conversationId: ConversationId
  readonly name: string
  readonly field: RefObject<HTMLTextAreaElement | null>
  /** Whether it is known yet who answers; until then a wish to send waits. */
  readonly known: boolean
  readonly canSend: boolean
  readonly writing: boolean
  readonly note: ReactNode
  /** Resolves true when the words are stored; false when they must come back into the field. */
  readonly send: (text: string) => Promise<boolean>
  readonly onStop: () => void
  /** Stands under the field. */
  readonly foot: ReactNode
}) {
  const { conversationId, name, field, known, canSend, writing, note, send, onStop, foot } = props
  const { t } = useTranslation('chat')
  const draft = useDraft(conversationId)
  useTellDraft({ ...emptyDraft, text: draft.text })
  const compositionEndedAt = useRef(0)
  const noteId = useId()
  const [wished, setWished] = useState(false)
  const ready = (canSend || !known) && !writing && draft.text.trim() !== ''

  const submit = async () => {
    if (!ready) return
    if (!known) {
      setWished(true)
      return
    }
    const text = draft.text.trim()
    draft.hold()
    draft.release((await send(text)) ? null : text)
  }

  const latest = useRef(submit)
  latest.current = submit
  useEffect(() => {
    if (!wished || !known) return
    setWished(false)
    void latest.current()
  }, [wished, known])

  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (!sends(event.nativeEvent, compositionEndedAt.current)) return
    event.preventDefault()
    void submit()
  }

  return (
    <div className={styles['composer']}>
      <div id={noteId} className={styles['note']} role="status">
        {note ?? (draft.unsaved ? t('composer.draftUnsaved') : null)}
      </div>
      <form
        className={styles['box']}
        onSubmit={(event) => {
          event.preventDefault()
          void submit()
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
      <div className={styles['foot']}>
        {foot}
        <p className={styles['hint']}>{t('composer.hint')}</p>
      </div>
    </div>
  )
}
