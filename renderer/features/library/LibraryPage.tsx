import { useQuery, useQueryClient } from '@tanstack/react-query'
import { CopyMinus } from 'lucide-react'
import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { paths } from '#renderer/app/paths.ts'
import { classes } from '#renderer/design/classes.ts'
import { SidebarToggle } from '#renderer/design/Frame.tsx'
import { IconButton } from '#renderer/design/IconButton.tsx'
import { Page } from '#renderer/design/Page.tsx'
import { everything, rememberedSearch, rememberSearch, type RememberedSearch } from '#renderer/rpc/remembered-search.ts'
import { useApi } from '#renderer/rpc/RpcProvider.tsx'
import { FilterBar } from './FilterBar.tsx'
import styles from './library.module.css'
import { LibraryList } from './LibraryList.tsx'
import { looksForMessages, narrowed, searchFilter, takeOperators } from './narrowing.ts'
import { SearchField } from './SearchField.tsx'
import { SearchResults } from './SearchResults.tsx'
import { usePinyin } from './use-pinyin.ts'
import { useSearch } from './use-search.ts'
import { useSuggestions } from './use-suggestions.ts'

const DuplicatesDialog = lazy(async () => ({
  default: (await import('./DuplicatesDialog.tsx')).DuplicatesDialog,
}))

/** Names as somebody types them, whatever their case and width. */
const fold = (text: string) => text.normalize('NFKC').toLowerCase()

/** Every conversation from everywhere, and the search through all of them. */
export function LibraryPage() {
  const { t } = useTranslation(['library', 'common'])
  const [, navigate] = useLocation()
  const queries = useQueryClient()
  // Coming back from a hit finds it again.
  const [chosen, setChosen] = useState<RememberedSearch>(() => rememberedSearch(queries) ?? everything)
  const [comparing, setComparing] = useState(false)
  const field = useRef<HTMLInputElement>(null)
  const results = useRef<HTMLDivElement>(null)
  const companions = useQuery(useApi().companions.list.queryOptions()).data ?? []
  const looking = looksForMessages(chosen)
  const [pinyin] = usePinyin()
  const search = useSearch({
    query: chosen.query,
    filter: narrowed(searchFilter(chosen), { pinyin: pinyin || undefined }),
    order: chosen.order,
    enabled: looking,
  })
  const suggestions = useSuggestions(chosen.query)
  const change = (next: Partial<RememberedSearch>) => setChosen((before) => ({ ...before, ...next }))

  const type = (typed: string) => {
    const names = companions.map(({ id, profile }) => ({ id, name: profile.name }))
    const taken = takeOperators(typed, { companions: names, fold })
    if (taken === null) change({ query: typed })
    else change({ query: taken.query, filter: { ...chosen.filter, ...taken.filter } })
  }

  useEffect(() => field.current?.focus(), [])
  useEffect(() => rememberSearch(queries, chosen), [queries, chosen])

  return (
    <Page
      title={t('library:title')}
      start={<SidebarToggle name={t('common:openSidebar')} />}
      actions={
        <IconButton name={t('library:duplicates.open')} icon={<CopyMinus />} onClick={() => setComparing(true)} />
      }
    >
      <div className={styles['library']}>
        <SearchField
          label={t('library:search.placeholder')}
          value={chosen.query}
          field={field}
          suggestions={suggestions}
          onChange={type}
          onDown={() => results.current?.querySelector<HTMLElement>('[data-hit], a')?.focus()}
          onBackspace={() => change({ filter: {} })}
        />
        {chosen.query === '' && (
          <p className={classes(styles['summary'], styles['hint'])}>{t('library:search.hint')}</p>
        )}
        <FilterBar chosen={chosen} onChange={change} />
        <div ref={results}>
          {looking ? (
            <SearchResults
              search={search}
              order={chosen.order}
              onOrder={(order) => change({ order })}
              field={field}
              onOpen={(hit) => navigate(paths.message(hit.conversationId, hit.messageId))}
            />
          ) : (
            <LibraryList chosen={chosen} onChange={change} />
          )}
        </div>
      </div>
      {comparing && (
        <Suspense>
          <DuplicatesDialog onClose={() => setComparing(false)} />
        </Suspense>
      )}
    </Page>
  )
}
