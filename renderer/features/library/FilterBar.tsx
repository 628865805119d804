import { useQuery } from '@tanstack/react-query'
import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Source } from '#shared/model/conversation.ts'
import type { CompanionId } from '#shared/model/ids.ts'
import type { SearchFilter } from '#shared/model/search.ts'
import { Select } from '#renderer/design/Select.tsx'
import type { RememberedSearch } from '#renderer/rpc/remembered-search.ts'
import { useApi } from '#renderer/rpc/RpcProvider.tsx'
import styles from './narrowing.module.css'
import { looksForMessages, narrowed, yearOf } from './narrowing.ts'
import { usePinyin } from './use-pinyin.ts'

const all = 'all'
const nobody = 'nobody'

/** What narrows down the list and the search alike: whose, from where, when, by which model; and what it is like. */
export function FilterBar(props: {
  readonly chosen: RememberedSearch
  readonly onChange: (change: Partial<RememberedSearch>) => void
}) {
  const { chosen, onChange } = props
  const { filter, list } = chosen
  const { t } = useTranslation('library')
  const api = useApi()
  const companions = useQuery(api.companions.list.queryOptions()).data ?? []
  const facets = useQuery(api.library.facets.queryOptions()).data
  const setFilter = (change: { [Key in keyof SearchFilter]?: SearchFilter[Key] | undefined }) =>
    onChange({ filter: narrowed(filter, change) })
  // What only lists know says nothing of messages.
  const looking = looksForMessages(chosen)
  const [pinyin, setPinyin] = usePinyin()
  const [first, last] = facets?.years ?? [0, -1]
  const years = Array.from({ length: last - first + 1 }, (_, index) => last - index)
  const models = facets?.models ?? []
  // A part of a name was typed that is no name itself.
  const typedModel = filter.model !== undefined && !models.includes(filter.model) ? [filter.model] : []

  const toggle = (label: string, pressed: boolean, onPress: () => void) => (
    <Chip key={label} label={label} pressed={pressed} onPress={onPress} />
  )
  const isShelf = (shelf: 'archived' | 'hidden') => list.shelf === shelf
  const setShelf = (shelf: 'archived' | 'hidden') =>
    onChange({ list: { ...list, shelf: isShelf(shelf) ? 'shown' : shelf } })

  return (
    <div className={styles['filters']} role="group" aria-label={t('filter.row')}>
      <div className={styles['selects']}>
        {(companions.length > 1 || (facets?.nobodys ?? 0) > 0) && (
          <Select
            label={t('search.filter')}
            labelHidden
            value={
              filter.companionId === undefined ? all : filter.companionId === null ? nobody : String(filter.companionId)
            }
            onChange={(value) => {
              const id = Number(value) as CompanionId
              setFilter({ companionId: value === all ? undefined : value === nobody ? null : id })
            }}
            options={[
              { value: all, label: t('search.everyone') },
              ...companions.map(({ id, profile }) => ({ value: String(id), label: profile.name })),
              ...((facets?.nobodys ?? 0) > 0 ? [{ value: nobody, label: t('filter.nobody') }] : []),
            ]}
          />
        )}
        {(facets?.sources.length ?? 0) > 1 && (
          <Select<Source | typeof all>
            label={t('filter.source')}
            labelHidden
            value={filter.source ?? all}
            onChange={(source) => setFilter({ source: source === all ? undefined : source })}
            options={[
              { value: all, label: t('filter.allSources') },
              ...(facets?.sources ?? []).map((value) => ({ value, label: t(`source.${value}`) })),
            ]}
          />
        )}
        {years.length > 1 && (
          <Select
            label={t('filter.time')}
            labelHidden
            value={filter.since === undefined && filter.before === undefined ? all : String(yearOf(filter) ?? '')}
            placeholder={t('filter.time')}
            onChange={(year) =>
              setFilter(
                year === all
                  ? { since: undefined, before: undefined }
                  : { since: `${year}-01-01`, before: `${Number(year) + 1}-01-01` },
              )
            }
            options={[
              { value: all, label: t('filter.anyTime') },
              ...years.map((year) => ({ value: String(year), label: String(year) })),
            ]}
          />
        )}
        {models.length > 1 && (
          <Select
            label={t('filter.model')}
            labelHidden
            value={filter.model ?? all}
            onChange={(model) => setFilter({ model: model === all ? undefined : model })}
            options={[
              { value: all, label: t('filter.allModels') },
              ...[...typedModel, ...models].map((value) => ({ value, label: value })),
            ]}
          />
        )}
      </div>
      <div className={styles['chips']}>
        {toggle(t('filter.favourite'), filter.mark === 'favourite', () =>
          setFilter({ mark: filter.mark === 'favourite' ? undefined : 'favourite' }),
        )}
        {toggle(t('filter.image'), filter.has === 'image', () =>
          setFilter({ has: filter.has === 'image' ? undefined : 'image' }),
        )}
        {looking && toggle(t('filter.pinyin'), pinyin, () => setPinyin(!pinyin))}
        {!looking && (
          <>
            {toggle(t('filter.starred'), list.starred === true, () => {
              const { starred, ...rest } = list
              onChange({ list: starred === true ? rest : { ...rest, starred: true } })
            })}
            {(facets?.tags ?? []).map((tag) =>
              toggle(`#${tag}`, list.tag === tag, () => {
                const { tag: before, ...rest } = list
                onChange({ list: before === tag ? rest : { ...rest, tag } })
              }),
            )}
            {((facets?.archived ?? 0) > 0 || isShelf('archived')) &&
              toggle(t('filter.archived'), isShelf('archived'), () => setShelf('archived'))}
          </>
        )}
        {((facets?.hidden ?? 0) > 0 || isShelf('hidden')) &&
          toggle(t('filter.hidden'), isShelf('hidden'), () => setShelf('hidden'))}
        <TypedChips filter={filter} onChange={setFilter} />
      </div>
    </div>
  )
}

/** What was typed as an operator and has no control of its own: shown, and taken away by a press. */
function TypedChips(props: {
  readonly filter: SearchFilter
  readonly onChange: (change: { [Key in keyof SearchFilter]?: SearchFilter[Key] | undefined }) => void
}) {
  const { filter, onChange } = props
  const { since, before, role, has, mark } = filter
  const { t } = useTranslation('library')
  const who = (spoke: NonNullable<SearchFilter['role']>) =>
    spoke === 'user' ? t('who.you') : spoke === 'assistant' ? t('who.companion') : t(`who.${spoke}`)
  const chips: [string, () => void][] = []
  if (yearOf(filter) === null) {
    if (since !== undefined) chips.push([t('filter.since', { date: since }), () => onChange({ since: undefined })])
    if (before !== undefined) chips.push([t('filter.before', { date: before }), () => onChange({ before: undefined })])
  }
  if (role !== undefined) chips.push([t('filter.role', { who: who(role) }), () => onChange({ role: undefined })])
  if (has === 'audio' || has === 'file') chips.push([t(`filter.${has}`), () => onChange({ has: undefined })])
  if (mark === 'pin') chips.push([t('filter.pin'), () => onChange({ mark: undefined })])
  return chips.map(([label, remove]) => (
    <button
      key={label}
      type="button"
      className={styles['chip']}
      data-on
      aria-label={t('filter.remove', { name: label })}
      onClick={remove}
    >
      {label}
      <X size="0.875rem" strokeWidth={1.75} aria-hidden />
    </button>
  ))
}

function Chip(props: { readonly label: ReactNode; readonly pressed: boolean; readonly onPress: () => void }) {
  const { label, pressed, onPress } = props
  return (
    <button
      type="button"
      className={styles['chip']}
      aria-pressed={pressed}
      data-on={pressed || undefined}
      onClick={onPress}
    >
      {label}
    </button>
  )
}
