import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Banner } from '#renderer/design/Banner.tsx'
import { Button } from '#renderer/design/Button.tsx'
import { useErrorText } from '#renderer/rpc/error-text.ts'
import { useClient } from '#renderer/rpc/RpcProvider.tsx'
import { assertNever } from '#shared/assert-never.ts'
import type { ImportRun } from '#shared/model/import-run.ts'
import styles from './import.module.css'
import { PreviewView } from './PreviewView.tsx'
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
  const reasonText = useReasonText()
  const more = <Button onClick={onLeave}>{t('more')}</Button>

  switch (run.state) {
    case 'inspecting':
    case 'importing':
      // Named by state, so that the clock of the time left starts anew.
      return <WorkView key={run.state} run={run} onRun={onRun} />
    case 'ready':
      return <PreviewView run={run} onRun={onRun} cancel={<CancelReady run={run} onRun={onRun} />} />
    case 'done':
      return (
        <>
          <h2 className={styles['outcome']}>{t('state.done')}</h2>
          {run.receipt && <ReceiptView receipt={run.receipt} companionId={run.companionId} />}
          <div className={styles['actions']}>
            {more}
            <UndoImport run={run} onRun={onRun} />
          </div>
        </>
      )
    case 'failed':
      return (
        <>
          <Banner tone="danger" title={t('state.failed')} live>
            {reasonText(run.failure ?? 'INTERNAL')}
          </Banner>
          {run.receipt && <ReceiptView receipt={run.receipt} companionId={run.companionId} />}
          <div className={styles['actions']}>{more}</div>
        </>
      )
    case 'cancelled':
    case 'interrupted':
      return (
        <>
          <Banner tone="note" title={t(`state.${run.state}`)} live>
            {t(`next.${run.state}`)}
          </Banner>
          {run.receipt && <ReceiptView receipt={run.receipt} companionId={run.companionId} />}
          <div className={styles['actions']}>
            {more}
            <UndoImport run={run} onRun={onRun} />
          </div>
        </>
      )
    case 'undone':
      return (
        <>
          <Banner tone="note" title={t('state.undone')} live>
            {t('next.undone')}
          </Banner>
          <div className={styles['actions']}>{more}</div>
        </>
      )
    default:
      return assertNever(run.state)
  }
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
