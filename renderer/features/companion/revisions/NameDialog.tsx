import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { RevisionOf } from '#shared/model/revision.ts'
import { FormDialog } from '#renderer/design/FormDialog.tsx'
import { TextField } from '#renderer/design/TextField.tsx'
import { useErrorText } from '#renderer/rpc/error-text.ts'
import { useClient, useRpc } from '#renderer/rpc/RpcProvider.tsx'

/** Keeps the present state under a name. */
export function NameDialog(props: { readonly of: RevisionOf; readonly onClose: () => void }) {
  const { of, onClose } = props
  const { t } = useTranslation('companion')
  const errorText = useErrorText()
  const client = useClient()
  const { api, queries } = useRpc()
  const [name, setName] = useState('')
  const save = useMutation({
    async mutationFn() {
      const [now] = await client.revisions.list({ of, limit: 1 })
      if (now !== undefined) await client.revisions.setName({ id: now.id, name: name.trim() })
    },
    async onSuccess() {
      await queries.invalidateQueries({ queryKey: api.revisions.list.key() })
      onClose()
    },
  })
  return (
    <FormDialog
      title={t('revisions.nameTitle')}
      cancel={t('revisions.close')}
      submit={t('revisions.keep')}
      busy={save.isPending}
      disabled={name.trim() === ''}
      onClose={onClose}
      onSubmit={() => {
        if (name.trim() !== '') save.mutate()
      }}
    >
      <TextField
        label={t('revisions.name')}
        hint={t('revisions.nameHint')}
        maxLength={120}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        error={save.error === null ? null : errorText(save.error)}
      />
    </FormDialog>
  )
}
