import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { CompanionId, ConversationId } from '#shared/model/ids.ts'
import { useApi } from '#renderer/rpc/RpcProvider.tsx'
import { ConversationList } from './ConversationList.tsx'
import { Section } from './Section.tsx'

/** What came home to a companion from elsewhere, a list for each place it was held. */
export function ImportedConversations(props: {
  readonly companionId: CompanionId
  readonly open: ConversationId | null
}) {
  const { companionId, open } = props
  const { t } = useTranslation(['chat', 'library'])
  const sources = useQuery(useApi().conversations.sources.queryOptions({ input: { companionId } })).data ?? []
  return sources
    .filter((source) => source !== 'keepsake')
    .map((source) => (
      <ConversationList key={source} filter={{ companionId, source, archived: false }} open={open}>
        {(list) => <Section title={t('chat:sidebar.from', { source: t(`library:source.${source}`) })}>{list}</Section>}
      </ConversationList>
    ))
}
