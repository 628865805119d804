import { useQuery } from '@tanstack/react-query'
import { type KeyboardEvent, type RefObject } from 'react'
import { useTranslation } from 'react-i18next'
import type { SearchHit } from '#shared/model/search.ts'
import { useFormats } from '#renderer/i18n/format.ts'
import { guessLanguage } from '#renderer/markdown/guess-language.ts'
import { useApi } from '#renderer/rpc/RpcProvider.tsx'
import { Highlighted } from './Highlighted.tsx'
import styles from './library.module.css'

/** Moves the focus among hits with the arrow keys; up from the first goes back to the field. */
function walk(event: KeyboardEvent<HTMLElement>, field: RefObject<HTMLInputElement | null>): void {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
  const hits = [...event.currentTarget.querySelectorAll<HTMLElement>('button')]
  const at = hits.findIndex((hit) => hit === event.target)
  event.preventDefault()
  const next = hits[at + (event.key === 'ArrowDown' ? 1 : -1)]
  if (next) next.focus()
  else if (event.key === 'ArrowUp') field.current?.focus()
}

/** Found messages, newest first: who said it, where and when, with the found words lit. */
export function SearchHits(props: {
  readonly hits: readonly SearchHit[]
  readonly field: RefObject<HTMLInputElement | null>
  readonly onOpen: (hit: SearchHit) => void
}) {
  const { hits, field, onOpen } = props
  const { t, i18n } = useTranslation('library')
  const formats = useFormats()
  const companions = useQuery(useApi().companions.list.queryOptions()).data ?? []
  const nameOf = (hit: SearchHit) =>
    hit.role === 'assistant'
      ? (companions.find(({ id }) => id === hit.companionId)?.profile.name ?? t('who.companion'))
      : t(hit.role === 'user' ? 'who.you' : `who.${hit.role}`)

  return (
    <ol className={styles['hits']} onKeyDown={(event) => walk(event, field)}>
      {hits.map((hit) => (
        <li key={hit.messageId}>
          <button type="button" className={styles['hit']} onClick={() => onOpen(hit)}>
            <span className={styles['hitHead']}>
              <span className={styles['hitWho']}>{nameOf(hit)}</span>
              {hit.conversationTitle && <span className={styles['hitWhere']}>{hit.conversationTitle}</span>}
              {hit.createdAt !== null && <time className={styles['hitWhen']}>{formats.shortDate(hit.createdAt)}</time>}
            </span>
            <span className={styles['snippet']} lang={guessLanguage(hit.snippet, i18n.language)}>
              <Highlighted text={hit.snippet} ranges={hit.ranges} />
            </span>
          </button>
        </li>
      ))}
    </ol>
  )
}
