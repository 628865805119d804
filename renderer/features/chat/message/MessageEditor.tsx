import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Message } from '#shared/model/message.ts'
import { spokenText } from '#shared/model/part.ts'
import { Button } from '#renderer/design/Button.tsx'
import { sends } from '../composer/enter-key.ts'
import { useMessageSetting } from './message-context.ts'
import styles from './MessageEditor.module.css'

/** Writes a new version of a message in its place. The old one stays. */
export function MessageEditor({ message, onClose }: { readonly message: Message; readonly onClose: () => void }) {
  const { t } = useTranslation('chat')
  const { actions, canReply } = useMessageSetting()
  const [text, setText] = useState(() => spokenText(message.parts))
  const [busy, setBusy] = useState(false)
  const compositionEndedAt = useRef(0)
  const ready = text.trim() !== '' && text !== spokenText(message.parts)

  const save = async () => {
    if (!ready || busy) return
    setBusy(true)
    const done = await actions.edit(message, text)
    setBusy(false)
    if (done) onClose()
  }

  return (
    <form
      className={styles['editor']}
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
    >
      <textarea
        className={styles['field']}
        // The person has just asked to write here.
        autoFocus
        rows={2}
        dir="auto"
        spellCheck={false}
        aria-label={t('edit.label')}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onCompositionEnd={(event) => {
          compositionEndedAt.current = event.timeStamp
        }}
        onKeyDown={(event) => {
          if (event.key === 'Escape' && !event.nativeEvent.isComposing) {
            event.preventDefault()
            onClose()
          } else if ((event.ctrlKey || event.metaKey) && sends(event.nativeEvent, compositionEndedAt.current)) {
            event.preventDefault()
            void save()
          }
        }}
      />
      <div className={styles['buttons']}>
        <Button size="small" look="quiet" onClick={onClose}>
          {t('edit.cancel')}
        </Button>
        <Button size="small" look="primary" type="submit" disabled={!ready} busy={busy}>
          {message.role === 'user' && canReply ? t('edit.send') : t('edit.save')}
        </Button>
      </div>
    </form>
  )
}
