import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import type { ConversationId } from '#shared/model/ids.ts'
import { LibrarySort } from '#shared/model/library.ts'
import { paths } from '#renderer/app/paths.ts'
import { Button } from '#renderer/design/Button.tsx'
import { EmptyState } from '#renderer/design/EmptyState.tsx'
import { Select } from '#renderer/design/Select.tsx'
import { useFormats } from '#renderer/i18n/format.ts'
import { everything, type RememberedSearch } from '#renderer/rpc/remembered-search.ts'
import { useApi } from '#renderer/rpc/RpcProvider.tsx'
import { ArrangeDialog, type ArrangeKind } from './ArrangeDialog.tsx'
import { ConversationRows } from './ConversationRows.tsx'
import styles from './library.module.css'
import { listFilter } from './narrowing.ts'
import { SelectionBar } from './SelectionBar.tsx'

/** Every conversation from everywhere, as chosen; some of them at once are put where the person wants them. */
export function LibraryList(props: {
  readonly chosen: RememberedSearch
  readonly onChange: (change: Partial<RememberedSearch>) => void
}) {
  const { chosen, onChange } = props
  const { t } = useTranslation('library')
  const formats = useFormats()
  const [, navigate] = useLocation()
  const api = useApi()
  const filter = listFilter(chosen)
  const { data: ids, isPlaceholderData } = useQuery({
    ...api.library.order.queryOptions({ input: { filter, sort: chosen.sort } }),
    placeholderData: keepPreviousData,
  })
  const [selected, setSelected] = useState<ReadonlySet<ConversationId>>(new Set())
  const [asking, setAsking] = useState<{ readonly kind: ArrangeKind; readonly ids: readonly ConversationId[] } | null>(
    null,
  )
  // What is no longer in the list is not to be changed unseen.
  const chosenIds = useMemo(() => (ids ?? []).filter((id) => selected.has(id)), [ids, selected])
  if (!ids) return null
  if (ids.length === 0 && !isPlaceholderData) {
    return (
      <NothingHere chosen={chosen} onImport={() => navigate(paths.import())} onClear={() => onChange(everything)} />
    )
  }
  return (
    <>
      {chosenIds.length > 0 ? (
        <SelectionBar
          ids={chosenIds}
          shelf={filter.shelf}
          total={ids.length}
          onAll={() => setSelected(new Set(ids))}
          onClear={() => setSelected(new Set())}
          onAsk={(kind) => setAsking({ kind, ids: chosenIds })}
        />
      ) : (
        <div className={styles['line']}>
          <p className={styles['summary']} role="status">
            {t('list.count', { count: ids.length, number: formats.number(ids.length) })}
          </p>
          {ids.length > 1 && (
            <Select
              label={t('sort.name')}
              labelHidden
              value={chosen.sort}
              onChange={(sort) => onChange({ sort })}
              options={LibrarySort.options.map((value) => ({ value, label: t(`sort.${value}`) }))}
            />
          )}
        </div>
      )}
      <ConversationRows
        ids={ids}
        shelf={filter.shelf}
        selected={selected}
        onSelect={setSelected}
        onAsk={(kind, id) => setAsking({ kind, ids: [id] })}
      />
      {asking && <ArrangeDialog {...asking} onClose={() => setAsking(null)} />}
    </>
  )
}

/** Why the list is empty, and what brings something into it. */
function NothingHere(props: {
  readonly chosen: RememberedSearch
  readonly onImport: () => void
  readonly onClear: () => void
}) {
  const { chosen, onImport, onClear } = props
  const { t } = useTranslation('library')
  const { shelf, ...rest } = chosen.list
  const narrowed = Object.keys({ ...chosen.filter, ...rest }).length > 0
  if (narrowed) {
    return (
      <EmptyState title={t('list.none')} actions={<Button onClick={onClear}>{t('list.clear')}</Button>}>
        {t('list.noneHint')}
      </EmptyState>
    )
  }
  if (shelf !== 'shown') {
    return (
      <EmptyState title={t(`list.${shelf}`)} actions={<Button onClick={onClear}>{t('list.clear')}</Button>}>
        {t(`list.${shelf}Hint`)}
      </EmptyState>
    )
  }
  return (
    <EmptyState title={t('list.empty')} actions={<Button onClick={onImport}>{t('list.import')}</Button>}>
      {t('list.emptyHint')}
    </EmptyState>
  )
}
