import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import type { Source } from '#shared/model/conversation.ts'
import { paths } from '#renderer/app/paths.ts'
import { SidebarToggle } from '#renderer/design/Frame.tsx'
import { Page } from '#renderer/design/Page.tsx'
import { Select } from '#renderer/design/Select.tsx'
import { Switch } from '#renderer/design/Switch.tsx'
import { rememberedSearch, rememberSearch } from '#renderer/rpc/remembered-search.ts'
import { useApi } from '#renderer/rpc/RpcProvider.tsx'
import styles from './library.module.css'
import { LibraryList } from './LibraryList.tsx'
import { SearchField } from './SearchField.tsx'
import { SearchResults } from './SearchResults.tsx'
import { searchSteps, useSearch } from './use-search.ts'

/** Every conversation from everywhere, and the search through all of them. */
export function LibraryPage() {
  const { t } = useTranslation(['library', 'common'])
  const [, navigate] = useLocation()
  const queries = useQueryClient()
  // Coming back from a hit finds it again.
  const [remembered] = useState(() => rememberedSearch(queries))
  const [query, setQuery] = useState(remembered?.query ?? '')
  const [who, setWho] = useState(remembered?.who ?? 'all')
  const [source, setSource] = useState<Source | 'all'>('all')
  const [archived, setArchived] = useState(false)
  const [limit, setLimit] = useState<number>(searchSteps[0])
  const field = useRef<HTMLInputElement>(null)
  const results = useRef<HTMLDivElement>(null)
  const companions = useQuery(useApi().companions.list.queryOptions()).data ?? []
  const companionId = companions.find(({ id }) => String(id) === who)?.id
  const search = useSearch({ query, limit, companionId })
  const sources = useQuery(useApi().conversations.sources.queryOptions({ input: {} })).data ?? []
  const looking = query.trim() !== ''

  useEffect(() => field.current?.focus(), [])
  useEffect(() => {
    rememberSearch(queries, { query, who })
  }, [queries, query, who])

  return (
    <Page title={t('library:title')} start={<SidebarToggle name={t('common:openSidebar')} />}>
      <div className={styles['library']}>
        <SearchField
          label={t('library:search.placeholder')}
          value={query}
          field={field}
          onChange={(next) => {
            setQuery(next)
            setLimit(searchSteps[0])
          }}
          onDown={() => results.current?.querySelector<HTMLElement>('button, a')?.focus()}
        />
        <div className={styles['filters']}>
          {companions.length > 0 && (
            <Select
              label={t('library:search.filter')}
              labelHidden
              value={who}
              onChange={setWho}
              options={[
                { value: 'all', label: t('library:search.everyone') },
                ...companions.map(({ id, profile }) => ({ value: String(id), label: profile.name })),
              ]}
            />
          )}
          {!looking && (
            <>
              <Select
                label={t('library:filter.source')}
                labelHidden
                value={source}
                onChange={setSource}
                options={[
                  { value: 'all', label: t('library:filter.allSources') },
                  ...sources.map((value) => ({ value, label: t(`library:source.${value}`) })),
                ]}
              />
              <Switch label={t('library:list.archived')} checked={archived} onChange={setArchived} />
            </>
          )}
        </div>
        <div ref={results}>
          {looking ? (
            <SearchResults
              search={search}
              field={field}
              onOpen={(hit) => navigate(paths.message(hit.conversationId, hit.messageId))}
              onMore={limit === searchSteps[1] ? null : () => setLimit(searchSteps[1])}
            />
          ) : (
            <>
              <p className={styles['summary']}>{t('library:search.hint')}</p>
              <LibraryList
                companionId={companionId}
                source={source === 'all' ? undefined : source}
                archived={archived}
              />
            </>
          )}
        </div>
      </div>
    </Page>
  )
}
