import { ScrollText } from 'lucide-react'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Message } from '#shared/model/message.ts'
import { spokenText } from '#shared/model/part.ts'
import { Button } from '#renderer/design/Button.tsx'
import { focusAtEnd } from '#renderer/design/focus-when-shown.ts'
import { sends } from '../composer/enter-key.ts'
import { useTellEdit } from '../context/next-reply.ts'
import { useMessageSetting } from './message-context.ts'
import styles from './MessageEditor.module.css'
import { useEditDraft } from './use-edit-draft.ts'

/** Writes a new version of a message in its place. The old one stays, and what is written waits where one only leaves. */
export function MessageEditor({ message, onClose }: { readonly message: Message; readonly onClose: () => void }) {
  const { t } = useTranslation('chat')
  const { actions, canReply, lookAt } = useMessageSetting()
  const draft = useEditDraft(message)
  const { text, setText } = draft
  useTellEdit(message.id, text)
  const asks = message.role === 'user' && canReply
  const [busy, setBusy] = useState(false)
  const compositionEndedAt = useRef(0)
  const ready = text.trim() !== '' && text !== spokenText(message.parts)

  const save = async () => {
    if (!ready || busy) return
    setBusy(true)
    draft.hold(true)
    const done = await actions.edit(message, text)
    setBusy(false)
    if (done) onClose()
    else draft.hold(false)
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
        ref={focusAtEnd}
        rows={2}
        spellCheck={false}
        aria-label={t('edit.label')}
        value={text}
        readOnly={!draft.ready}
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
        <p className={styles['note']} role="status">
          {draft.unsaved ? t('composer.draftUnsaved') : draft.resumed ? t('edit.resumed') : null}
        </p>
        {asks && (
          <Button
            size="small"
            look="quiet"
            icon={<ScrollText size="1em" strokeWidth={1.5} aria-hidden />}
            onClick={() => lookAt({ edit: { messageId: message.id, text } })}
          >
            {t('context.look')}
          </Button>
        )}
        <Button
          size="small"
          look="quiet"
          onClick={() => {
            draft.drop()
            onClose()
          }}
        >
          {t('edit.cancel')}
        </Button>
        <Button size="small" look="primary" type="submit" disabled={!ready} busy={busy}>
          {asks ? t('edit.send') : t('edit.save')}
        </Button>
      </div>
    </form>
  )
}
