import { useQuery } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { useDeferredValue, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Companion } from '#shared/model/companion.ts'
import type { LoreEntryId } from '#shared/model/ids.ts'
import type { Lorebook } from '#shared/model/lore.ts'
import { Button } from '#renderer/design/Button.tsx'
import { EmptyState } from '#renderer/design/EmptyState.tsx'
import { Section } from '#renderer/design/Page.tsx'
import { Rows } from '#renderer/design/Rows.tsx'
import { TextField } from '#renderer/design/TextField.tsx'
import { useApi } from '#renderer/rpc/RpcProvider.tsx'
import { CompanionFrame } from '../CompanionFrame.tsx'
import { LoreEntryDialog } from './LoreEntryDialog.tsx'
import { LoreFiles } from './LoreFiles.tsx'
import { LoreRow } from './LoreRow.tsx'
import { LoreRules } from './LoreRules.tsx'
import { LoreTryOut } from './LoreTryOut.tsx'
import styles from './lorebook.module.css'

/** A companion's lorebook: its entries, what a text would make of them, its rules, and files. */
export function LorebookTab({ companion }: { readonly companion: Companion }) {
  const book = useQuery(useApi().lore.get.queryOptions({ input: { companionId: companion.id } }))
  return (
    <CompanionFrame companion={companion} tab="lorebook">
      {book.data === undefined ? null : (
        <div className={styles['page']}>
          <Entries book={book.data} />
          <LoreTryOut companionId={companion.id} />
          <LoreRules companionId={companion.id} settings={book.data.settings} />
          <LoreFiles book={book.data} />
        </div>
      )}
    </CompanionFrame>
  )
}

const shownAtOnce = 100

function Entries({ book }: { readonly book: Lorebook }) {
  const { t } = useTranslation('lore')
  const [wanted, setWanted] = useState('')
  const [shown, setShown] = useState(shownAtOnce)
  const [open, setOpen] = useState<LoreEntryId | 'new' | null>(null)
  const words = useDeferredValue(wanted.trim().toLowerCase())
  const { companionId, entries } = book
  const found =
    words === ''
      ? entries
      : entries.filter(({ name, keys, start }) => `${name}\n${keys.join('\n')}\n${start}`.toLowerCase().includes(words))

  return (
    <Section title={t('title')} description={t('body')}>
      <div className={styles['tools']}>
        {entries.length > 8 ? (
          <div className={styles['find']}>
            <TextField
              label={t('find')}
              labelHidden
              placeholder={t('find')}
              value={wanted}
              onChange={(event) => setWanted(event.currentTarget.value)}
            />
          </div>
        ) : null}
        <Button icon={<Plus aria-hidden />} onClick={() => setOpen('new')}>
          {t('add')}
        </Button>
        {entries.length > 0 ? <span className={styles['quiet']}>{t('count', { count: entries.length })}</span> : null}
      </div>
      {entries.length === 0 ? <EmptyState title={t('empty')}>{t('emptyBody')}</EmptyState> : null}
      {entries.length > 0 && found.length === 0 ? <p className={styles['quiet']}>{t('none')}</p> : null}
      <Rows>
        {found.slice(0, shown).map((head, index) => (
          <LoreRow
            key={head.id}
            head={head}
            companionId={companionId}
            // Neighbours change places only where all are in sight.
            order={words === '' ? { ids: entries.map(({ id }) => id), index } : null}
            onOpen={() => setOpen(head.id)}
          />
        ))}
      </Rows>
      {found.length > shown ? (
        <div>
          <Button size="small" look="quiet" onClick={() => setShown(shown + shownAtOnce * 4)}>
            {t('more', { count: found.length - shown })}
          </Button>
        </div>
      ) : null}
      {open === null ? null : (
        <LoreEntryDialog companionId={companionId} id={open === 'new' ? null : open} onClose={() => setOpen(null)} />
      )}
    </Section>
  )
}
