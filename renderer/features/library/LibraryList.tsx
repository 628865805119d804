import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link, useLocation } from 'wouter'
import type { Conversation, Source } from '#shared/model/conversation.ts'
import type { CompanionId } from '#shared/model/ids.ts'
import { paths } from '#renderer/app/paths.ts'
import { Badge } from '#renderer/design/Badge.tsx'
import { Button } from '#renderer/design/Button.tsx'
import { EmptyState } from '#renderer/design/EmptyState.tsx'
import { useReached } from '#renderer/design/use-reached.ts'
import { useFormats } from '#renderer/i18n/format.ts'
import { guessLanguage } from '#renderer/markdown/guess-language.ts'
import { plainWords } from '#renderer/markdown/plain-words.ts'
import { useApi } from '#renderer/rpc/RpcProvider.tsx'
import styles from './library.module.css'

const pageSize = 60

/** Every conversation from everywhere, latest first, fetched as far as one scrolls. */
export function LibraryList(props: {
  readonly companionId: CompanionId | undefined
  readonly source: Source | undefined
  readonly archived: boolean
}) {
  const { companionId, source, archived } = props
  const { t, i18n } = useTranslation('library')
  const formats = useFormats()
  const api = useApi()
  const [, navigate] = useLocation()
  const companions = useQuery(api.companions.list.queryOptions()).data ?? []
  const { data, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    api.conversations.list.infiniteOptions({
      input: (before: Conversation | undefined) => ({
        archived,
        ...(companionId === undefined ? {} : { companionId }),
        ...(source === undefined ? {} : { source }),
        ...(before ? { before: { updatedAt: before.updatedAt, id: before.id } } : {}),
        limit: pageSize,
      }),
      initialPageParam: undefined,
      getNextPageParam: (page) => (page.length < pageSize ? undefined : page.at(-1)),
    }),
  )
  const end = useReached<HTMLLIElement>(hasNextPage && !isFetchingNextPage, () => void fetchNextPage())
  const conversations = data?.pages.flat()
  if (!conversations) return null
  if (conversations.length === 0) {
    return (
      <EmptyState
        title={t('list.empty')}
        actions={<Button onClick={() => navigate(paths.import())}>{t('list.import')}</Button>}
      >
        {t('list.emptyHint')}
      </EmptyState>
    )
  }
  return (
    <ul className={styles['list']}>
      {conversations.map((conversation) => {
        const name = companions.find(({ id }) => id === conversation.companionId)?.profile.name
        const lifelong = conversation.kind === 'lifelong'
        const title = (lifelong ? name : conversation.title) ?? t('list.untitled')
        return (
          <li key={conversation.id} className={styles['item']}>
            <Link href={paths.chat(conversation.id)} className={styles['itemLink']}>
              <span className={styles['itemHead']}>
                <span className={styles['itemTitle']} lang={guessLanguage(title, i18n.language)}>
                  {title}
                </span>
                <time className={styles['hitWhen']}>{formats.shortDate(conversation.updatedAt)}</time>
              </span>
              <span className={styles['preview']} lang={guessLanguage(conversation.preview, i18n.language)}>
                {plainWords(conversation.preview)}
              </span>
              <span className={styles['itemFacts']}>
                <Badge>{t(`source.${conversation.source}`)}</Badge>
                {[
                  lifelong ? undefined : name,
                  conversation.messageCount > 0 && t('list.messages', { count: conversation.messageCount }),
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            </Link>
          </li>
        )
      })}
      {hasNextPage && <li ref={end} aria-hidden />}
    </ul>
  )
}
