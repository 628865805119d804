import { useQuery } from '@tanstack/react-query'
import { AudioLines, File } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { SearchHit } from '#shared/model/search.ts'
import { useFormats } from '#renderer/i18n/format.ts'
import { guessLanguage } from '#renderer/markdown/guess-language.ts'
import { plainWords } from '#renderer/markdown/plain-words.ts'
import { useApi, useAssetUrl } from '#renderer/rpc/RpcProvider.tsx'
import { Highlighted } from './Highlighted.tsx'
import styles from './library.module.css'

/** Found messages: who said it, where and when, with the found words lit. */
export function SearchHits(props: { readonly hits: readonly SearchHit[]; readonly onOpen: (hit: SearchHit) => void }) {
  const { hits, onOpen } = props
  const { t, i18n } = useTranslation('library')
  const formats = useFormats()
  const companions = useQuery(useApi().companions.list.queryOptions()).data ?? []
  const nameOf = (hit: SearchHit) =>
    hit.role === 'assistant'
      ? (companions.find(({ id }) => id === hit.companionId)?.profile.name ?? t('who.companion'))
      : t(hit.role === 'user' ? 'who.you' : `who.${hit.role}`)

  return (
    <ol className={styles['hits']}>
      {hits.map((hit) => (
        <li key={hit.messageId}>
          <button type="button" className={styles['hit']} data-hit onClick={() => onOpen(hit)}>
            <span className={styles['hitHead']}>
              <span className={styles['hitWho']}>{nameOf(hit)}</span>
              {hit.conversationTitle && <span className={styles['hitWhere']}>{hit.conversationTitle}</span>}
              {hit.createdAt !== null && <time className={styles['hitWhen']}>{formats.shortDate(hit.createdAt)}</time>}
            </span>
            <span className={styles['hitBody']}>
              <span
                className={styles['snippet']}
                lang={guessLanguage(hit.snippet, i18n.language)}
                hidden={hit.snippet === ''}
              >
                {hit.ranges.length === 0 ? (
                  plainWords(hit.snippet)
                ) : (
                  <Highlighted text={hit.snippet} ranges={hit.ranges} />
                )}
              </span>
              <Attached attachment={hit.attachment} />
            </span>
          </button>
        </li>
      ))}
    </ol>
  )
}

/** What was asked for besides words: a picture small, since what it shows is said where it opens, and the rest by name. */
function Attached({ attachment }: Pick<SearchHit, 'attachment'>) {
  const url = useAssetUrl(attachment?.kind === 'image' ? attachment.assetId : null)
  if (attachment === null) return null
  const { kind, name } = attachment
  if (kind === 'image') {
    return url === null ? (
      <span className={styles['hitPicture']} />
    ) : (
      <img className={styles['hitPicture']} src={url} alt="" />
    )
  }
  return (
    <span className={styles['hitFile']}>
      {kind === 'audio' ? (
        <AudioLines size="1rem" strokeWidth={1.5} aria-hidden />
      ) : (
        <File size="1rem" strokeWidth={1.5} aria-hidden />
      )}
      {name}
    </span>
  )
}
