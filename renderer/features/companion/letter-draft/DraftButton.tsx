import { useQuery } from '@tanstack/react-query'
import { PenLine } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { CompanionId } from '#shared/model/ids.ts'
import type { DraftPurpose } from '#shared/model/letter-draft.ts'
import { Button } from '#renderer/design/Button.tsx'
import { useApi } from '#renderer/rpc/RpcProvider.tsx'

/** Leads to drafting, and says so where a draft is at work or waits to be looked at. */
export function DraftButton(props: {
  readonly companionId: CompanionId
  readonly purpose: DraftPurpose
  readonly size?: 'small' | 'medium'
  readonly onOpen: () => void
}) {
  const { companionId, purpose, size = 'medium', onOpen } = props
  const { t } = useTranslation('draft')
  const current = useQuery(useApi().letterDraft.current.queryOptions({ input: { companionId, purpose } })).data ?? null
  return (
    <Button size={size} icon={<PenLine aria-hidden />} onClick={onOpen}>
      {t(current === null ? 'open' : 'look')}
    </Button>
  )
}
