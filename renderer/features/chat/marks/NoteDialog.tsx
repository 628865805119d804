import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { MessageId } from '#shared/model/ids.ts'
import { FormDialog } from '#renderer/design/FormDialog.tsx'
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
  const [note, setNote] = useState(props.note)
  return (
    <FormDialog
      title={t('marks.noteTitle')}
      cancel={t('marks.noteCancel')}
      submit={t('marks.noteSave')}
      onClose={onClose}
      onSubmit={() => void saveNote(messageId, note.trim()).then((saved) => saved && onClose())}
    >
      <TextArea
        label={t('marks.note')}
        hint={t('marks.noteHint')}
        rows={3}
        maxLength={2_000}
        value={note}
        onChange={(event) => setNote(event.target.value)}
      />
    </FormDialog>
  )
}
