import { useQuery } from '@tanstack/react-query'
import { Plus, X } from 'lucide-react'
import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { ConversationId } from '#shared/model/ids.ts'
import { Button } from '#renderer/design/Button.tsx'
import { Dialog, DialogActions } from '#renderer/design/Dialog.tsx'
import { Select } from '#renderer/design/Select.tsx'
import { TextField } from '#renderer/design/TextField.tsx'
import { useApi } from '#renderer/rpc/RpcProvider.tsx'
import styles from './arranging.module.css'
import narrowing from './narrowing.module.css'
import { useArrange } from './use-arrange.ts'

/** What has to be asked before it is done. */
export type ArrangeKind = 'move' | 'tag'

type ArrangeProps = { readonly ids: readonly ConversationId[]; readonly onClose: () => void }

/** Asks to whom conversations are moved, or how they are tagged. */
export function ArrangeDialog({ kind, ...props }: ArrangeProps & { readonly kind: ArrangeKind }) {
  return kind === 'move' ? <MoveDialog {...props} /> : <TagDialog {...props} />
}

function MoveDialog({ ids, onClose }: ArrangeProps) {
  const { t } = useTranslation(['library', 'common'])
  const companions = useQuery(useApi().companions.list.queryOptions()).data ?? []
  const [chosen, setChosen] = useState<string | null>(null)
  const { arrange } = useArrange()
  const companion = companions.find(({ id }) => String(id) === chosen)
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={t('library:move.title', { count: ids.length })}
      actions={
        <>
          <Button onClick={onClose}>{t('common:cancel')}</Button>
          <Button
            look="primary"
            disabled={companion === undefined}
            onClick={() => {
              if (companion) arrange(ids, { companionId: companion.id }, companion.profile.name)
              onClose()
            }}
          >
            {t('library:move.move')}
          </Button>
        </>
      }
    >
      <div className={styles['dialog']}>
        <Select
          label={t('library:move.to')}
          value={chosen}
          placeholder={t('library:move.to')}
          onChange={setChosen}
          options={companions.map(({ id, profile }) => ({ value: String(id), label: profile.name }))}
        />
        <p>{t('library:move.hint')}</p>
      </div>
    </Dialog>
  )
}

function TagDialog({ ids, onClose }: ArrangeProps) {
  const { t } = useTranslation(['library', 'common'])
  const api = useApi()
  const [tag, setTag] = useState('')
  const known = useQuery(api.library.facets.queryOptions()).data?.tags ?? []
  // Of many, only the first ones are looked at: the others get the tag all the same.
  const rows = useQuery(api.library.rows.queryOptions({ input: { ids: ids.slice(0, 200) } })).data ?? []
  const present = [...new Set(rows.flatMap(({ tags }) => tags))].toSorted()
  const others = known.filter((one) => !present.includes(one))
  const { arrange } = useArrange()
  const add = (event: FormEvent) => {
    event.preventDefault()
    if (tag.trim() === '') return
    arrange(ids, { addTag: tag.trim() })
    setTag('')
  }
  return (
    <Dialog open onOpenChange={onClose} title={t('library:tags.title', { count: ids.length })}>
      <form className={styles['dialog']} onSubmit={add}>
        {present.length + others.length > 0 && (
          <div className={narrowing['chips']}>
            {present.map((one) => (
              <button
                key={one}
                type="button"
                className={narrowing['chip']}
                data-on
                aria-label={t('library:tags.remove', { tag: one })}
                onClick={() => arrange(ids, { removeTag: one })}
              >
                #{one}
                <X size="0.875rem" strokeWidth={1.75} aria-hidden />
              </button>
            ))}
            {others.map((one) => (
              <button
                key={one}
                type="button"
                className={narrowing['chip']}
                aria-label={t('library:tags.give', { tag: one })}
                onClick={() => arrange(ids, { addTag: one })}
              >
                <Plus size="0.875rem" strokeWidth={1.75} aria-hidden />#{one}
              </button>
            ))}
          </div>
        )}
        <TextField
          label={t('library:tags.name')}
          hint={t('library:tags.hint')}
          value={tag}
          maxLength={60}
          onChange={(event) => setTag(event.target.value)}
        />
        <DialogActions>
          <Button onClick={onClose}>{t('library:tags.done')}</Button>
          <Button look="primary" type="submit" disabled={tag.trim() === ''}>
            {t('library:tags.add')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  )
}
