import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Disclosure } from '#renderer/design/Disclosure.tsx'
import { SidebarToggle } from '#renderer/design/Frame.tsx'
import { Page, Section } from '#renderer/design/Page.tsx'
import { useApi } from '#renderer/rpc/RpcProvider.tsx'
import type { ImportRun } from '#shared/model/import-run.ts'
import { DropZone } from './DropZone.tsx'
import { ImportHistory } from './ImportHistory.tsx'
import styles from './import.module.css'
import { RunView } from './RunView.tsx'
import { useFollowRun } from './use-follow-run.ts'

/** What waits for the person or is at work; a run that was cut off too, until it was looked at. */
const pending = new Set<ImportRun['state']>(['inspecting', 'ready', 'importing'])

/** Bringing them home: drop, preview, progress, receipt; and every import there was. */
export function ImportPage() {
  const { t } = useTranslation(['import', 'common'])
  const runs = useQuery(useApi().imports.list.queryOptions()).data
  const [opened, setOpened] = useState<ImportRun | null>(null)
  const run = opened ?? runs?.find(({ state }) => pending.has(state)) ?? null
  useFollowRun(run, setOpened)

  return (
    <Page title={t('import:title')} start={<SidebarToggle name={t('common:openSidebar')} />}>
      <div className={styles['page']}>
        {run === null ? (
          <>
            <DropZone onRun={setOpened} />
            <Disclosure label={t('import:how.title')}>
              <ol className={styles['steps']}>
                <li>{t('import:how.ask')}</li>
                <li>{t('import:how.wait')}</li>
                <li>{t('import:how.drop')}</li>
              </ol>
              <p className={styles['hint']}>{t('import:how.private')}</p>
            </Disclosure>
            {runs !== undefined && runs.length > 0 && (
              <Section title={t('import:history.title')}>
                <ImportHistory runs={runs} onOpen={setOpened} />
              </Section>
            )}
          </>
        ) : (
          <RunView run={run} onRun={setOpened} onLeave={() => setOpened(null)} />
        )}
      </div>
    </Page>
  )
}
