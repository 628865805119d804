import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Conversation } from '#shared/model/conversation.ts'
import type { CompanionId } from '#shared/model/ids.ts'
import { Button } from '#renderer/design/Button.tsx'
import { Dialog } from '#renderer/design/Dialog.tsx'
import { Select } from '#renderer/design/Select.tsx'
import { useErrorText } from '#renderer/rpc/error-text.ts'
import { useApi, useClient } from '#renderer/rpc/RpcProvider.tsx'

/** Gives an imported conversation to a companion, who can then answer in it. */
export function GiveDialog(props: { readonly conversation: Conversation; readonly onClose: () => void }) {
  const { conversation, onClose } = props
  const { t } = useTranslation('chat')
  const client = useClient()
  const errorText = useErrorText()
  const companions = useQuery(useApi().companions.list.queryOptions()).data ?? []
  const [chosen, setChosen] = useState<CompanionId | null>(conversation.companionId)
  const [error, setError] = useState<string | null>(null)

  const give = async () => {
    if (chosen === null) return
    try {
      await client.conversations.setCompanion({ id: conversation.id, companionId: chosen })
      onClose()
    } catch (reason) {
      setError(errorText(reason))
    }
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t('room.giveTitle')}
      actions={
        <>
          <Button onClick={onClose}>{t('room.cancel')}</Button>
          <Button look="primary" disabled={chosen === null} onClick={() => void give()}>
            {t('room.give')}
          </Button>
        </>
      }
    >
      <Select
        label={t('thread.companion')}
        hint={t('room.giveHint')}
        placeholder={t('room.givePlaceholder')}
        options={companions.map(({ id, profile }) => ({ value: String(id), label: profile.name }))}
        value={chosen === null ? null : String(chosen)}
        onChange={(value) => setChosen(companions.find(({ id }) => String(id) === value)?.id ?? null)}
        error={error}
      />
    </Dialog>
  )
}
