import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { MessageId } from '#shared/model/ids.ts'
import { Button } from '#renderer/design/Button.tsx'
import { Dialog } from '#renderer/design/Dialog.tsx'
import { TextArea } from '#renderer/design/TextArea.tsx'
import { useMarkActions } from './marks-context.ts'

/** Why somebody keeps a message, in their own words. */
export function NoteDialog(props: {
  readonly messageId: MessageId
  readonly note: string
  readonly onClose: () => void
}) {
  const { messageId, onClose } = props
  const { t } = useTranslation('chat')
  const { saveNote } = useMarkActions()
  const form = useId()
  const [note, setNote] = useState(props.note)
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t('marks.noteTitle')}
      actions={
        <>
          <Button onClick={onClose}>{t('marks.noteCancel')}</Button>
          <Button look="primary" type="submit" form={form}>
            {t('marks.noteSave')}
          </Button>
        </>
      }
    >
      <form
        id={form}
        onSubmit={(event) => {
          event.preventDefault()
          void saveNote(messageId, note.trim()).then((saved) => saved && onClose())
        }}
      >
        <TextArea
          label={t('marks.note')}
          hint={t('marks.noteHint')}
          rows={3}
          maxLength={2_000}
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
      </form>
    </Dialog>
  )
}
