import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Banner } from '#renderer/design/Banner.tsx'
import { Button } from '#renderer/design/Button.tsx'
import { useErrorText } from '#renderer/rpc/error-text.ts'
import { useClient } from '#renderer/rpc/RpcProvider.tsx'
import type { ImportRun } from '#shared/model/import-run.ts'
import { FileReadings } from './FileReadings.tsx'
import styles from './import.module.css'
import { PreviewView } from './PreviewView.tsx'
import { Reasons } from './Reasons.tsx'
import { ReceiptView } from './ReceiptView.tsx'
import { UndoImport } from './UndoImport.tsx'
import { useReasonText } from './use-reason-text.ts'
import { WorkView } from './WorkView.tsx'

/** One import at whatever point it is. */
export function RunView(props: {
  readonly run: ImportRun
  readonly onRun: (run: ImportRun) => void
  readonly onLeave: () => void
}) {
  const { run, onRun, onLeave } = props
  const { t } = useTranslation('import')

  // Named by state, so that the clock of the time left starts anew.
  if (run.state === 'inspecting' || run.state === 'importing') {
    return <WorkView key={run.state} run={run} onRun={onRun} />
  }
  if (run.state === 'ready') {
    return <PreviewView run={run} onRun={onRun} cancel={<CancelReady run={run} onRun={onRun} />} />
  }
  return (
    <>
      <Outcome state={run.state} failure={run.failure} />
      {run.state === 'failed' && run.preview && !run.receipt && (
        <>
          <FileReadings run={run} files={run.preview.files} onRun={onRun} />
          <Reasons reasons={run.preview.reasons} />
        </>
      )}
      {run.receipt && run.state !== 'undone' && <ReceiptView receipt={run.receipt} companionId={run.companionId} />}
      <div className={styles['actions']}>
        <Button onClick={onLeave}>{t('more')}</Button>
        {(undoable.has(run.state) || (run.state === 'failed' && run.progress.messages > 0)) && (
          <UndoImport run={run} onRun={onRun} />
        )}
      </div>
    </>
  )
}

type Ended = Exclude<ImportRun['state'], 'inspecting' | 'ready' | 'importing'>

const undoable = new Set<ImportRun['state']>(['done', 'cancelled', 'interrupted'])

function Outcome(props: { readonly state: Ended; readonly failure: string | null }) {
  const { state, failure } = props
  const { t } = useTranslation('import')
  const reasonText = useReasonText()
  if (state === 'done') return <h2 className={styles['outcome']}>{t('state.done')}</h2>
  return (
    <Banner tone={state === 'failed' ? 'danger' : 'note'} title={t(`state.${state}`)} live>
      {state === 'failed' ? reasonText(failure ?? 'INTERNAL') : t(`next.${state}`)}
    </Banner>
  )
}

function CancelReady(props: { readonly run: ImportRun; readonly onRun: (run: ImportRun) => void }) {
  const { t } = useTranslation('common')
  const client = useClient()
  const errorText = useErrorText()
  const cancel = useMutation({
    mutationFn: () => client.imports.cancel({ id: props.run.id, keep: false }),
    onSuccess: props.onRun,
  })
  return (
    <>
      <Button onClick={() => cancel.mutate()} busy={cancel.isPending}>
        {t('cancel')}
      </Button>
      {cancel.error !== null && <Banner tone="danger">{errorText(cancel.error)}</Banner>}
    </>
  )
}
