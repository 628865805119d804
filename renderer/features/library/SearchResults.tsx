import { useQuery } from '@tanstack/react-query'
import type { KeyboardEvent, RefObject } from 'react'
import { useTranslation } from 'react-i18next'
import { SearchOrder, type SearchHit } from '#shared/model/search.ts'
import { Button } from '#renderer/design/Button.tsx'
import { EmptyState } from '#renderer/design/EmptyState.tsx'
import { Select } from '#renderer/design/Select.tsx'
import { useFormats } from '#renderer/i18n/format.ts'
import { useErrorText } from '#renderer/rpc/error-text.ts'
import { useApi } from '#renderer/rpc/RpcProvider.tsx'
import { FoundThings } from './FoundThings.tsx'
import styles from './library.module.css'
import { SearchHits } from './SearchHits.tsx'
import type { Search } from './use-search.ts'

/** The newest of which the best are picked. */
const mostPicked = 1_000

/** Moves the focus among what was found with the arrow keys; up from the first goes back to the field. */
function walk(event: KeyboardEvent<HTMLElement>, field: RefObject<HTMLInputElement | null>): void {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
  const hits = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-hit]')]
  const at = hits.findIndex((hit) => hit === event.target)
  if (at < 0) return
  event.preventDefault()
  const next = hits[at + (event.key === 'ArrowDown' ? 1 : -1)]
  if (next) next.focus()
  else if (event.key === 'ArrowUp') field.current?.focus()
}

/** The answer to a search in each of its states; says how much was found, aloud as well. */
export function SearchResults(props: {
  readonly search: Search
  readonly order: SearchOrder
  readonly onOrder: (order: SearchOrder) => void
  readonly field: RefObject<HTMLInputElement | null>
  readonly onOpen: (hit: SearchHit) => void
}) {
  const { search, order, onOrder, field, onOpen } = props
  const { hits, things, thingsTotal, count, picked, found, searching, error, showMore, showAllThings } = search
  const { t } = useTranslation('library')
  const formats = useFormats()
  const errorText = useErrorText()
  const companions = useQuery(useApi().companions.list.queryOptions()).data ?? []
  const shown = hits?.length ?? 0
  const summary = () => {
    const least = picked ? (count?.exact === true ? count.count : mostPicked) : Math.max(count?.count ?? 0, shown)
    const number = formats.number(least)
    if (picked) return t('search.best', { count: least, number })
    if (count === null) return t('search.newest', { count: least, number })
    return count.exact ? t('search.found', { count: least, number }) : t('search.moreThan', { count: least, number })
  }
  return (
    <div
      className={styles['results']}
      data-searching={searching || undefined}
      onKeyDown={(event) => walk(event, field)}
    >
      <FoundThings
        things={things}
        total={thingsTotal}
        all={search.allThings}
        nameOf={({ companionId }) => companions.find(({ id }) => id === companionId)?.profile.name}
        onAll={showAllThings}
      />
      <div className={styles['line']}>
        <p className={styles['summary']} role="status">
          {hits === undefined ? (searching ? t('search.searching') : null) : shown === 0 ? null : summary()}
        </p>
        {shown > 1 && (
          <Select
            label={t('search.order')}
            labelHidden
            value={order}
            onChange={onOrder}
            options={SearchOrder.options.map((value) => ({ value, label: t(`order.${value}`) }))}
          />
        )}
      </div>
      {error && <p role="alert">{errorText(error)}</p>}
      {hits !== undefined && shown === 0 && thingsTotal === 0 && !searching && (
        <EmptyState title={found === '' ? t('list.none') : t('search.nothing', { query: found })}>
          {found === '' ? t('list.noneHint') : t('search.nothingHint')}
        </EmptyState>
      )}
      {hits !== undefined && shown > 0 && <SearchHits hits={hits} onOpen={onOpen} />}
      {showMore && <Button onClick={showMore}>{t('search.more')}</Button>}
    </div>
  )
}
