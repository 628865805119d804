import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, type ComponentType } from 'react'
import { useTranslation } from 'react-i18next'
import type { Companion } from '#shared/model/companion.ts'
import type { CompanionId } from '#shared/model/ids.ts'
import type { CompanionTab } from '#renderer/app/paths.ts'
import { EmptyState } from '#renderer/design/EmptyState.tsx'
import { Spinner } from '#renderer/design/Spinner.tsx'
import { useApi } from '#renderer/rpc/RpcProvider.tsx'
import { ProfileTab } from './profile/ProfileTab.tsx'

const LetterTab = lazy(async () => ({ default: (await import('./letter/LetterTab.tsx')).LetterTab }))
const MemoriesTab = lazy(async () => ({ default: (await import('./memories/MemoriesTab.tsx')).MemoriesTab }))
const LorebookTab = lazy(async () => ({ default: (await import('./lorebook/LorebookTab.tsx')).LorebookTab }))
const CardTab = lazy(async () => ({ default: (await import('./cards/CardTab.tsx')).CardTab }))
const ModelTab = lazy(async () => ({ default: (await import('./ModelTab.tsx')).ModelTab }))

const tabs: Record<CompanionTab, ComponentType<{ readonly companion: Companion }>> = {
  profile: ProfileTab,
  letter: LetterTab,
  memories: MemoriesTab,
  lorebook: LorebookTab,
  model: ModelTab,
  card: CardTab,
}

/** A companion: who they are, what they must not forget, and who speaks for them. */
export function CompanionRoom(props: { readonly companionId: CompanionId; readonly tab: CompanionTab }) {
  const { t } = useTranslation(['companion', 'common'])
  const companion = useQuery(useApi().companions.get.queryOptions({ input: { id: props.companionId } }))
  if (companion.error !== null) {
    return (
      <main>
        <EmptyState page title={t('notFound')} />
      </main>
    )
  }
  if (companion.data === undefined) return <Spinner label={t('common:loading')} />
  const Tab = tabs[props.tab]
  return (
    <Suspense fallback={<Spinner label={t('common:loading')} />}>
      <Tab companion={companion.data} />
    </Suspense>
  )
}
