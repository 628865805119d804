import type { RefObject } from 'react'
import { useTranslation } from 'react-i18next'
import type { SearchHit } from '#shared/model/search.ts'
import { Button } from '#renderer/design/Button.tsx'
import { EmptyState } from '#renderer/design/EmptyState.tsx'
import { useErrorText } from '#renderer/rpc/error-text.ts'
import styles from './library.module.css'
import { SearchHits } from './SearchHits.tsx'
import type { Search } from './use-search.ts'

/** The answer to a search in each of its states; says how much was found, aloud as well. */
export function SearchResults(props: {
  readonly search: Search
  readonly field: RefObject<HTMLInputElement | null>
  readonly onOpen: (hit: SearchHit) => void
  readonly onMore: (() => void) | null
}) {
  const { search, field, onOpen, onMore } = props
  const { hits, more, found, searching, error } = search
  const { t } = useTranslation('library')
  const errorText = useErrorText()
  const count = hits?.length ?? 0
  const summary = more ? t('search.newest', { count }) : t('search.found', { count })
  return (
    <div className={styles['results']} data-searching={searching || undefined}>
      <p className={styles['summary']} role="status">
        {hits === undefined ? (searching ? t('search.searching') : null) : count === 0 ? null : summary}
      </p>
      {error && <p role="alert">{errorText(error)}</p>}
      {hits !== undefined && count === 0 && !searching && (
        <EmptyState title={t('search.nothing', { query: found })}>{t('search.nothingHint')}</EmptyState>
      )}
      {hits !== undefined && count > 0 && <SearchHits hits={hits} field={field} onOpen={onOpen} />}
      {more && onMore && <Button onClick={onMore}>{t('search.more')}</Button>}
    </div>
  )
}
