import { useMutation, useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CompanionId, LoreEntryId } from '#shared/model/ids.ts'
import { emptyLoreEntry, LoreEntry } from '#shared/model/lore.ts'
import { Banner } from '#renderer/design/Banner.tsx'
import { Button } from '#renderer/design/Button.tsx'
import { Dialog } from '#renderer/design/Dialog.tsx'
import { Disclosure } from '#renderer/design/Disclosure.tsx'
import { Switch } from '#renderer/design/Switch.tsx'
import { TextArea } from '#renderer/design/TextArea.tsx'
import { TextField } from '#renderer/design/TextField.tsx'
import { useToast } from '#renderer/design/Toasts.tsx'
import { useErrorText } from '#renderer/rpc/error-text.ts'
import { useApi, useClient } from '#renderer/rpc/RpcProvider.tsx'
import { LoreEntryRules } from './LoreEntryRules.tsx'
import styles from './lorebook.module.css'

/** One entry to be written; a new one where there is no id. */
export function LoreEntryDialog(props: {
  readonly companionId: CompanionId
  readonly id: LoreEntryId | null
  readonly onClose: () => void
}) {
  const { id } = props
  const api = useApi()
  const stored = useQuery({
    ...api.lore.entry.queryOptions({ input: { id: id ?? (1 as LoreEntryId) }, staleTime: 0 }),
    enabled: id !== null,
  })
  const entry = id === null ? emptyLoreEntry : stored.data
  return entry === undefined ? null : <EntryForm key={id} {...props} stored={entry} />
}

function EntryForm(props: {
  readonly companionId: CompanionId
  readonly id: LoreEntryId | null
  readonly stored: LoreEntry
  readonly onClose: () => void
}) {
  const { companionId, id, stored, onClose } = props
  const { t } = useTranslation(['lore', 'common'])
  const errorText = useErrorText()
  const client = useClient()
  const toast = useToast()
  const form = useId()
  const [entry, setEntry] = useState<LoreEntry>(stored)
  const write = (change: Partial<LoreEntry>) => setEntry({ ...entry, ...change })

  const save = useMutation({
    mutationFn: () => {
      const { id: _id, ...change } = {
        id,
        ...entry,
        keys: linesOf(entry.keys),
        secondaryKeys: linesOf(entry.secondaryKeys),
      }
      return id === null
        ? client.lore.add({ companionId, entry: LoreEntry.parse(change) })
        : client.lore.update({ id, change: LoreEntry.parse(change) })
    },
    onSuccess: onClose,
  })
  const remove = useMutation({
    mutationFn: (gone: LoreEntryId) => client.lore.remove({ id: gone }),
    onSuccess({ id: _id, ...gone }) {
      onClose()
      toast({
        title: t('removed', { name: gone.name || gone.keys[0] || t('unnamed') }),
        action: {
          label: t('common:undo'),
          onSelect: () => void client.lore.add({ companionId, entry: gone }),
        },
      })
    },
  })
  const error = save.error ?? remove.error

  return (
    <Dialog
      open
      wide
      onOpenChange={(open) => !open && onClose()}
      title={id === null ? t('newEntry') : t('editEntry')}
      actions={
        <>
          {id === null ? null : (
            <Button look="quiet" busy={remove.isPending} onClick={() => remove.mutate(id)}>
              {t('remove')}
            </Button>
          )}
          <Button onClick={onClose}>{t('close')}</Button>
          <Button look="primary" type="submit" form={form} busy={save.isPending} disabled={entry.content.trim() === ''}>
            {t('save')}
          </Button>
        </>
      }
    >
      <form
        id={form}
        className={styles['form']}
        onSubmit={(event) => {
          event.preventDefault()
          save.mutate()
        }}
      >
        {error === null ? null : (
          <Banner tone="danger" live>
            {errorText(error)}
          </Banner>
        )}
        <TextField
          label={t('name')}
          maxLength={500}
          value={entry.name}
          onChange={(event) => write({ name: event.currentTarget.value })}
        />
        <TextArea
          label={t('keys')}
          hint={t('keysHint')}
          rows={3}
          value={entry.keys.join('\n')}
          onChange={(event) => write({ keys: event.currentTarget.value.split('\n') })}
        />
        <TextArea
          label={t('content')}
          hint={t('contentHint', { char: '{{char}}', user: '{{user}}' })}
          rows={5}
          maxLength={200_000}
          value={entry.content}
          onChange={(event) => write({ content: event.currentTarget.value })}
        />
        <Switch label={t('always')} checked={entry.constant} onChange={(constant) => write({ constant })} />
        <Disclosure label={t('details')}>
          <LoreEntryRules entry={entry} onChange={write} />
        </Disclosure>
      </form>
    </Dialog>
  )
}

function linesOf(keys: readonly string[]): string[] {
  return keys.map((key) => key.trim()).filter((key) => key !== '')
}
