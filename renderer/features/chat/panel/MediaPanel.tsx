import { skipToken, useInfiniteQuery } from '@tanstack/react-query'
import { AudioLines, FileText, Image } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { MediaItem, MediaKind } from '#shared/model/reading.ts'
import { EmptyState } from '#renderer/design/EmptyState.tsx'
import { Segmented } from '#renderer/design/Segmented.tsx'
import { useReached } from '#renderer/design/use-reached.ts'
import { useFormats } from '#renderer/i18n/format.ts'
import { useErrorText } from '#renderer/rpc/error-text.ts'
import { useApi, useAssetUrl } from '#renderer/rpc/RpcProvider.tsx'
import styles from './MediaPanel.module.css'
import type { PanelProps } from './panel.ts'

const pageSize = 30

/** Every picture, sound and file of the conversation, newest first; each leads to its place in the thread. */
export function MediaPanel({ facts, goTo }: PanelProps) {
  const { conversation } = facts
  const { t } = useTranslation('chat')
  const errorText = useErrorText()
  const [kind, setKind] = useState<MediaKind>('image')
  const id = conversation?.id
  const media = useInfiniteQuery({
    ...useApi().reading.media.infiniteOptions({
      input:
        id === undefined
          ? skipToken
          : (before: Pick<MediaItem, 'depth' | 'messageId'> | undefined) => ({
              id,
              kind,
              limit: pageSize,
              ...(before === undefined ? {} : { before }),
            }),
      initialPageParam: undefined,
      getNextPageParam: ({ items, more }) => {
        const last = more ? items.at(-1) : undefined
        return last && { depth: last.depth, messageId: last.messageId }
      },
    }),
  })
  const items = media.data?.pages.flatMap((page) => page.items) ?? []
  const end = useReached<HTMLDivElement>(media.hasNextPage && !media.isFetching, () => void media.fetchNextPage())
  const open = ({ messageId }: MediaItem) => goTo({ from: 'around', messageId }, { flash: messageId })
  return (
    <div className={styles['panel']}>
      <Segmented
        label={t('places.kinds')}
        value={kind}
        onChange={setKind}
        segments={[
          { value: 'image', label: t('places.pictures'), icon: <Image aria-hidden /> },
          { value: 'audio', label: t('places.sounds'), icon: <AudioLines aria-hidden /> },
          { value: 'file', label: t('places.files'), icon: <FileText aria-hidden /> },
        ]}
      />
      {media.error && <p role="alert">{errorText(media.error)}</p>}
      {media.data && items.length === 0 && <EmptyState title={t(`places.none.${kind}`)} />}
      <ol className={kind === 'image' ? styles['pictures'] : styles['list']}>
        {items.map((item, index) => (
          // One message may hold several, and the same one twice.
          <li key={`${item.messageId} ${index}`}>
            {kind === 'image' ? <Picture item={item} onOpen={open} /> : <Line item={item} onOpen={open} />}
          </li>
        ))}
      </ol>
      <div ref={end} />
    </div>
  )
}

type ItemProps = { readonly item: MediaItem; readonly onOpen: (item: MediaItem) => void }

function useNameOf({ part, createdAt }: MediaItem): { readonly what: string; readonly when: string } {
  const { t } = useTranslation('chat')
  const formats = useFormats()
  const given = 'name' in part ? part.name : null
  const described = part.kind === 'image' ? part.description : null
  const fallback = part.kind === 'image' ? t('part.image') : part.kind === 'audio' ? t('part.audio') : t('part.file')
  return { what: described ?? given ?? fallback, when: createdAt === null ? '' : formats.date(createdAt) }
}

function Picture({ item, onOpen }: ItemProps) {
  const { what, when } = useNameOf(item)
  const [near, setNear] = useState(false)
  const place = useReached<HTMLButtonElement>(!near, () => setNear(true))
  const url = useAssetUrl(near && 'assetId' in item.part ? item.part.assetId : null)
  return (
    <button
      ref={place}
      type="button"
      className={styles['picture']}
      aria-label={when === '' ? what : `${what}, ${when}`}
      title={when}
      onClick={() => onOpen(item)}
    >
      {url && <img src={url} alt="" decoding="async" />}
    </button>
  )
}

function Line({ item, onOpen }: ItemProps) {
  const { what, when } = useNameOf(item)
  const formats = useFormats()
  const size = item.part.kind === 'file' ? item.part.size : null
  return (
    <button type="button" className={styles['line']} onClick={() => onOpen(item)}>
      {item.part.kind === 'audio' ? <AudioLines aria-hidden /> : <FileText aria-hidden />}
      <span className={styles['what']}>{what}</span>
      <span className={styles['when']}>
        {[when, size === null ? '' : formats.bytes(size)].filter(Boolean).join(' · ')}
      </span>
    </button>
  )
}
