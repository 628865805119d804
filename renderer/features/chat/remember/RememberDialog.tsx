import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CompanionId } from '#shared/model/ids.ts'
import type { Message } from '#shared/model/message.ts'
import { spokenText } from '#shared/model/part.ts'
import { FormDialog } from '#renderer/design/FormDialog.tsx'
import { Switch } from '#renderer/design/Switch.tsx'
import { TextArea } from '#renderer/design/TextArea.tsx'
import { TextField } from '#renderer/design/TextField.tsx'
import { useToast } from '#renderer/design/Toasts.tsx'
import { useFormats } from '#renderer/i18n/format.ts'
import { useErrorText } from '#renderer/rpc/error-text.ts'
import { useClient } from '#renderer/rpc/RpcProvider.tsx'
import { useMessageSetting } from '../message/message-context.ts'

const longest = 4_000

/** The words, the day and the weight of a memory that comes from a message. */
export function RememberDialog(props: {
  readonly companionId: CompanionId
  readonly message: Message
  readonly onClose: () => void
}) {
  const { companionId, message, onClose } = props
  const { t } = useTranslation('memory')
  const { name } = useMessageSetting()
  const formats = useFormats()
  const errorText = useErrorText()
  const client = useClient()
  const toast = useToast()
  const [text, setText] = useState(() => spokenText(message.parts).trim().slice(0, longest))
  const [since, setSince] = useState(message.createdAt === null ? '' : formats.fileDate(message.createdAt))
  const [pinned, setPinned] = useState(false)
  const [isMissing, setMissing] = useState(false)
  const save = useMutation({
    mutationFn: () =>
      client.memories.remember({
        companionId,
        fields: { text: text.trim(), since: since === '' ? null : since, until: null, pinned },
        messageIds: [message.id],
      }),
    onSuccess() {
      toast({ title: t('saved') })
      onClose()
    },
  })
  return (
    <FormDialog
      title={t('rememberTitle')}
      cancel={t('cancel')}
      submit={t('save')}
      busy={save.isPending}
      error={save.error === null ? null : errorText(save.error)}
      onClose={onClose}
      onSubmit={() => {
        setMissing(text.trim() === '')
        if (text.trim() !== '') save.mutate()
      }}
    >
      <p>{t('rememberBody', { name })}</p>
      <TextArea
        label={t('words')}
        error={isMissing ? t('wordsMissing') : undefined}
        rows={4}
        maxLength={longest}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <TextField
        type="date"
        label={t('since')}
        value={since}
        onChange={(event) => setSince(event.currentTarget.value)}
      />
      <Switch label={t('pin')} hint={t('pinHint')} checked={pinned} onChange={setPinned} />
    </FormDialog>
  )
}
