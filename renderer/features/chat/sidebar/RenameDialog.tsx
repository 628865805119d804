import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Conversation } from '#shared/model/conversation.ts'
import { FormDialog } from '#renderer/design/FormDialog.tsx'
import { TextField } from '#renderer/design/TextField.tsx'
import { useErrorText } from '#renderer/rpc/error-text.ts'
import { useClient } from '#renderer/rpc/RpcProvider.tsx'

/** Gives a conversation another name; an empty one takes the name away. */
export function RenameDialog(props: {
  readonly conversation: Conversation
  readonly open: boolean
  readonly onOpenChange: (open: boolean) => void
}) {
  const { conversation, open, onOpenChange } = props
  const { t } = useTranslation('chat')
  const client = useClient()
  const errorText = useErrorText()
  const [title, setTitle] = useState(conversation.title ?? '')
  const [error, setError] = useState<string | null>(null)

  const save = async () => {
    try {
      await client.conversations.rename({ id: conversation.id, title: title.trim() || null })
      onOpenChange(false)
    } catch (reason) {
      setError(errorText(reason))
    }
  }
  return (
    <FormDialog
      open={open}
      title={t('rename.title')}
      cancel={t('rename.cancel')}
      submit={t('rename.save')}
      onClose={() => onOpenChange(false)}
      onSubmit={() => void save()}
    >
      <TextField
        label={t('rename.label')}
        maxLength={300}
        value={title}
        onChange={(event) => setTitle(event.target.value)}
        error={error}
      />
    </FormDialog>
  )
}
