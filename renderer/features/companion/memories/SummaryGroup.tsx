import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CompanionId, SummaryId } from '#shared/model/ids.ts'
import type { Summary } from '#shared/model/summary.ts'
import { Button } from '#renderer/design/Button.tsx'
import { Section } from '#renderer/design/Page.tsx'
import { Rows } from '#renderer/design/Rows.tsx'
import { useApi } from '#renderer/rpc/RpcProvider.tsx'
import { SummaryDialog } from './SummaryDialog.tsx'
import { SummaryRow } from './SummaryRow.tsx'
import styles from './memories.module.css'

const pageSize = 5

/** What earlier talks were about, as a model wrote it, the latest first; nothing where none was written. */
export function SummaryGroup(props: { readonly companionId: CompanionId; readonly name: string }) {
  const { companionId, name } = props
  const { t } = useTranslation('memory')
  const api = useApi()
  const [edited, setEdited] = useState<Summary | null>(null)
  const { data, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery(
    api.summaries.list.infiniteOptions({
      input: (before: SummaryId | null) => ({ companionId, before, limit: pageSize }),
      initialPageParam: null,
      getNextPageParam: ({ more, summaries }) => (more ? summaries.at(-1)?.id : undefined),
    }),
  )
  const all = data?.pages.flatMap(({ summaries }): readonly Summary[] => summaries) ?? []
  if (all.length === 0) return null
  return (
    <Section title={t('summaries.title')} description={t('summaries.about', { name })}>
      <Rows>
        {all.map((summary) => (
          <SummaryRow key={summary.id} summary={summary} onEdit={() => setEdited(summary)} />
        ))}
      </Rows>
      {hasNextPage && (
        <div className={styles['look']}>
          <Button size="small" look="quiet" busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {t('summaries.more')}
          </Button>
        </div>
      )}
      {edited !== null && <SummaryDialog summary={edited} onClose={() => setEdited(null)} />}
    </Section>
  )
}
