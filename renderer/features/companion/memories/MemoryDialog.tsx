import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CompanionId } from '#shared/model/ids.ts'
import type { Memory, MemoryFields } from '#shared/model/memory.ts'
import { FormDialog } from '#renderer/design/FormDialog.tsx'
import { Switch } from '#renderer/design/Switch.tsx'
import { TextArea } from '#renderer/design/TextArea.tsx'
import { TextField } from '#renderer/design/TextField.tsx'
import { useErrorText } from '#renderer/rpc/error-text.ts'
import { useClient } from '#renderer/rpc/RpcProvider.tsx'

const nothing: MemoryFields = { text: '', since: null, until: null, pinned: false }

/** The words of a memory, when it holds, and whether it is always told; null makes a new one. */
export function MemoryDialog(props: {
  readonly companionId: CompanionId
  readonly memory: Memory | null
  readonly onClose: () => void
}) {
  const { companionId, memory, onClose } = props
  const { t } = useTranslation('memory')
  const errorText = useErrorText()
  const client = useClient()
  const [fields, setFields] = useState<MemoryFields>(memory ?? nothing)
  const [isMissing, setMissing] = useState(false)
  const change = (changed: Partial<MemoryFields>) => setFields((before) => ({ ...before, ...changed }))
  const save = useMutation({
    mutationFn() {
      const { text, since, until, pinned } = fields
      const said: MemoryFields = { text: text.trim(), since, until, pinned }
      return memory === null
        ? client.memories.remember({ companionId, fields: said, messageIds: [] })
        : client.memories.update({ id: memory.id, fields: said })
    },
    onSuccess: onClose,
  })
  return (
    <FormDialog
      title={memory === null ? t('newTitle') : t('editTitle')}
      cancel={t('cancel')}
      submit={memory === null ? t('save') : t('change')}
      busy={save.isPending}
      error={save.error === null ? null : errorText(save.error)}
      onClose={onClose}
      onSubmit={() => {
        setMissing(fields.text.trim() === '')
        if (fields.text.trim() !== '') save.mutate()
      }}
    >
      <TextArea
        label={t('words')}
        error={isMissing ? t('wordsMissing') : undefined}
        rows={4}
        maxLength={4_000}
        value={fields.text}
        onChange={(event) => change({ text: event.target.value })}
      />
      <TextField
        type="date"
        label={t('since')}
        value={fields.since ?? ''}
        onChange={(event) => change({ since: event.currentTarget.value || null })}
      />
      <TextField
        type="date"
        label={t('until')}
        hint={t('untilHint')}
        value={fields.until ?? ''}
        onChange={(event) => change({ until: event.currentTarget.value || null })}
      />
      <Switch label={t('pin')} hint={t('pinHint')} checked={fields.pinned} onChange={(pinned) => change({ pinned })} />
    </FormDialog>
  )
}
