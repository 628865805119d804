import { type ClipboardEvent, type KeyboardEvent, type RefObject, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import styles from './Composer.module.css'
import { sends } from './enter-key.ts'
import { optionId } from './mention/MentionPopup.tsx'
import type { MentionList } from './mention/use-mention.ts'

/** The field itself: it grows with its words, and tells a wish to send from an input method and the list of an `@`. */
export function WritingField(props: {
  readonly field: RefObject<HTMLTextAreaElement | null>
  /** Whom one writes to. */
  readonly name: string
  readonly text: string
  readonly mention: MentionList
  readonly listId: string
  /** The element that says why sending waits. */
  readonly noteId: string
  readonly onText: (text: string) => void
  readonly onPaste: (event: ClipboardEvent) => void
  readonly onSend: () => void
  readonly onLeave: () => void
}) {
  const { field, name, text, mention, listId, noteId, onText, onPaste, onSend, onLeave } = props
  const { t } = useTranslation('chat')
  const compositionEndedAt = useRef(0)

  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (mention.onKey(event)) return
    if (!sends(event.nativeEvent, compositionEndedAt.current)) return
    event.preventDefault()
    onSend()
  }

  return (
    <textarea
      ref={field}
      className={styles['field']}
      rows={1}
      spellCheck={false}
      value={text}
      placeholder={t('composer.placeholder', { name })}
      aria-label={t('composer.label')}
      aria-describedby={noteId}
      aria-autocomplete="list"
      aria-controls={mention.active ? listId : undefined}
      aria-activedescendant={mention.active ? optionId(listId, mention.active.id) : undefined}
      onChange={(event) => {
        onText(event.target.value)
        mention.look()
      }}
      onSelect={mention.look}
      onCompositionEnd={(event) => {
        compositionEndedAt.current = event.timeStamp
      }}
      onKeyDown={onKeyDown}
      onPaste={onPaste}
      onBlur={() => {
        onLeave()
        mention.close()
      }}
    />
  )
}
