import { useInfiniteQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Conversation, ConversationKind, Source } from '#shared/model/conversation.ts'
import type { CompanionId, ConversationId } from '#shared/model/ids.ts'
import { useReached } from '#renderer/design/use-reached.ts'
import { useApi } from '#renderer/rpc/RpcProvider.tsx'
import { ConversationLink } from './ConversationLink.tsx'
import styles from './sidebar.module.css'

const pageSize = 60

/** Which conversations a list holds. */
export type ConversationFilter = {
  readonly companionId?: CompanionId | null
  readonly source?: Source
  readonly kind?: ConversationKind
  readonly archived: boolean
}

/** Conversations of one kind, latest first, fetched as far as one scrolls. Nothing at all when there are none. */
export function ConversationList(props: {
  readonly filter: ConversationFilter
  /** The lifelong thread stands elsewhere. */
  readonly leaveOut?: ConversationId | undefined
  readonly open: ConversationId | null
  /** What one without a title is called instead of by its last words. */
  readonly nameOf?: (conversation: Conversation) => string
  readonly children: (list: ReactNode) => ReactNode
}) {
  const { filter, leaveOut, open, nameOf, children } = props
  const { t } = useTranslation('chat')
  const { data, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    useApi().conversations.list.infiniteOptions({
      input: (before: Conversation | undefined) => ({
        ...filter,
        ...(before ? { before: { updatedAt: before.updatedAt, id: before.id } } : {}),
        limit: pageSize,
      }),
      initialPageParam: undefined,
      getNextPageParam: (page) => (page.length < pageSize ? undefined : page.at(-1)),
    }),
  )
  const end = useReached<HTMLLIElement>(hasNextPage && !isFetchingNextPage, () => void fetchNextPage())
  const conversations = data?.pages.flat().filter(({ id }) => id !== leaveOut) ?? []
  if (conversations.length === 0) return null
  return children(
    <ul className={styles['list']}>
      {conversations.map((conversation) => (
        <ConversationLink
          key={conversation.id}
          conversation={conversation}
          current={conversation.id === open}
          untitled={t('sidebar.untitled')}
          {...(nameOf && { name: nameOf(conversation) })}
        />
      ))}
      {hasNextPage && <li ref={end} aria-hidden />}
    </ul>,
  )
}
