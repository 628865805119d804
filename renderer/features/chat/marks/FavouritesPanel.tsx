import { useInfiniteQuery } from '@tanstack/react-query'
import { Star } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { MarkedMessage } from '#shared/model/mark.ts'
import { EmptyState } from '#renderer/design/EmptyState.tsx'
import { Segmented } from '#renderer/design/Segmented.tsx'
import { useReached } from '#renderer/design/use-reached.ts'
import { useApi } from '#renderer/rpc/RpcProvider.tsx'
import type { PanelProps } from '../panel/panel.ts'
import { useOpenMessage } from '../panel/use-open-message.ts'
import { FavouriteCard } from './FavouriteCard.tsx'
import styles from './FavouritesPanel.module.css'

const pageSize = 30

/** The favourites of this conversation, or of everything with this companion; each opens in its place. */
export function FavouritesPanel(props: PanelProps) {
  const { conversation, companion } = props.facts
  const { t } = useTranslation('chat')
  const api = useApi()
  const open = useOpenMessage(props)
  const [scope, setScope] = useState<'here' | 'all'>('here')
  const everywhere = scope === 'all' && companion !== undefined
  const of = everywhere ? { companionId: companion.id } : conversation ? { conversationId: conversation.id } : null
  const { data, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery({
    ...api.marks.list.infiniteOptions({
      input: (last: MarkedMessage | undefined) => ({
        kind: 'favourite' as const,
        ...of,
        ...(last ? { before: { markedAt: last.markedAt, messageId: last.messageId } } : {}),
        limit: pageSize,
      }),
      initialPageParam: undefined,
      getNextPageParam: (page) => (page.length < pageSize ? undefined : page.at(-1)),
    }),
    enabled: of !== null,
  })
  const end = useReached<HTMLLIElement>(hasNextPage && !isFetchingNextPage, () => void fetchNextPage())
  const favourites = data?.pages.flat()

  return (
    <div className={styles['panel']}>
      {companion && (
        <Segmented
          label={t('marks.scope')}
          value={scope}
          onChange={setScope}
          segments={[
            { value: 'here', label: t('marks.here') },
            { value: 'all', label: t('marks.everywhere') },
          ]}
        />
      )}
      {favourites?.length === 0 && (
        <EmptyState icon={<Star />} title={t('marks.none')}>
          {t('marks.noneMore')}
        </EmptyState>
      )}
      {favourites && favourites.length > 0 && (
        <ul className={styles['list']}>
          {favourites.map((favourite) => (
            <FavouriteCard
              key={favourite.messageId}
              favourite={favourite}
              name={companion?.profile.name ?? t('thread.companion')}
              onOpen={() => open(favourite.conversationId, favourite.messageId)}
            />
          ))}
          {hasNextPage && <li ref={end} aria-hidden />}
        </ul>
      )}
    </div>
  )
}
