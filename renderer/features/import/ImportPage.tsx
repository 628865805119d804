import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { SidebarToggle } from '#renderer/design/Frame.tsx'
import { Page, Section } from '#renderer/design/Page.tsx'
import { isUnseenInterruption } from '#renderer/rpc/import-runs.ts'
import { useApi } from '#renderer/rpc/RpcProvider.tsx'
import type { CompanionId } from '#shared/model/ids.ts'
import type { ImportRun } from '#shared/model/import-run.ts'
import { DropZone } from './DropZone.tsx'
import { ExportGuide } from './ExportGuide.tsx'
import { ImportHistory } from './ImportHistory.tsx'
import styles from './import.module.css'
import { RunView } from './RunView.tsx'
import { useFollowRun } from './use-follow-run.ts'

/** What waits for the person or is at work. */
const pending = new Set<ImportRun['state']>(['inspecting', 'ready', 'importing', 'undoing'])
/** What an undo can begin with. */
const settled = new Set<ImportRun['state']>(['done', 'failed', 'cancelled', 'interrupted'])

/** Bringing them home: drop, preview, progress, receipt; and every import there was. */
export function ImportPage() {
  const { t } = useTranslation(['import', 'common'])
  const api = useApi()
  const runs = useQuery(api.imports.list.queryOptions()).data
  const markSeen = useMutation(api.imports.markSeen.mutationOptions())
  const [opened, setOpened] = useState<ImportRun | null>(null)
  const [companionId, setCompanionId] = useState<CompanionId | null>(null)
  const undoing = runs?.find(({ id, state }) => state === 'undoing' && id === opened?.id)
  const shown = undoing && opened && settled.has(opened.state) ? undoing : opened
  const run = shown ?? runs?.find(({ state }) => pending.has(state)) ?? runs?.find(isUnseenInterruption) ?? null
  useFollowRun(run, setOpened)

  function leave() {
    if (run !== null && isUnseenInterruption(run)) markSeen.mutate({ id: run.id })
    setCompanionId(null)
    setOpened(null)
  }

  return (
    <Page title={t('import:title')} start={<SidebarToggle name={t('common:openSidebar')} />}>
      <div className={styles['page']}>
        {run === null ? (
          <>
            <DropZone onRun={setOpened} />
            <ExportGuide />
            {runs !== undefined && runs.length > 0 && (
              <Section title={t('import:history.title')}>
                <ImportHistory runs={runs} onOpen={setOpened} />
              </Section>
            )}
          </>
        ) : (
          <RunView
            run={run}
            onRun={setOpened}
            companionId={companionId}
            onAgain={(again) => {
              leave()
              setCompanionId(run.companionId)
              setOpened(again)
            }}
            onLeave={leave}
          />
        )}
      </div>
    </Page>
  )
}
