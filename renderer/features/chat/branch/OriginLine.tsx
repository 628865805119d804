import { useQuery } from '@tanstack/react-query'
import { GitBranch } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { ConversationId } from '#shared/model/ids.ts'
import { paths } from '#renderer/app/paths.ts'
import { useApi } from '#renderer/rpc/RpcProvider.tsx'
import styles from './OriginLine.module.css'

/** Where a conversation was branched from, and the way there. */
export function OriginLine({ conversationId }: { readonly conversationId: ConversationId }) {
  const { t } = useTranslation('chat')
  const api = useApi()
  const { data } = useQuery(api.conversations.origin.queryOptions({ input: { id: conversationId } }))
  if (!data) return null
  return (
    <Link className={styles['origin']} href={paths.message(data.conversationId, data.messageId)}>
      <GitBranch size="1.125em" strokeWidth={1.5} aria-hidden />
      <span>{data.title === null ? t('branch.originUntitled') : t('branch.origin', { title: data.title })}</span>
    </Link>
  )
}
