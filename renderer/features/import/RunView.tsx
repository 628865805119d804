import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Banner } from '#renderer/design/Banner.tsx'
import { Button } from '#renderer/design/Button.tsx'
import { useErrorText } from '#renderer/rpc/error-text.ts'
import { useClient } from '#renderer/rpc/RpcProvider.tsx'
import type { CompanionId } from '#shared/model/ids.ts'
import type { ImportRun } from '#shared/model/import-run.ts'
import { FileReadings } from './FileReadings.tsx'
import styles from './import.module.css'
import { InterruptedView } from './InterruptedView.tsx'
import { LeftCompanions } from './LeftCompanions.tsx'
import { Offers } from './Offers.tsx'
import { PreviewView } from './PreviewView.tsx'
import { Reasons } from './Reasons.tsx'
import { ReceiptView } from './ReceiptView.tsx'
import { UndoImport } from './UndoImport.tsx'
import { UndoingView } from './UndoingView.tsx'
import { useReasonText } from './use-reason-text.ts'
import { broughtBeside, earlierStays, hasLeft } from './what-stays.ts'
import { WorkView } from './WorkView.tsx'

/** One import at whatever point it is. */
export function RunView(props: {
  readonly run: ImportRun
  readonly onRun: (run: ImportRun) => void
  /** To whom it belongs, where that is known before the person says so. */
  readonly companionId: CompanionId | null
  /** The export of a run that was cut off was handed over again. */
  readonly onAgain: (run: ImportRun) => void
  readonly onLeave: () => void
}) {
  const { run, onRun, companionId, onAgain, onLeave } = props
  const { t } = useTranslation('import')

  // Named by state, so that the clock of the time left starts anew.
  if (isShownBefore(run)) {
    const cancel = <CancelReady run={run} onRun={onRun} />
    return <PreviewView run={run} onRun={onRun} companionId={companionId} cancel={cancel} />
  }
  if (run.state === 'inspecting' || run.state === 'importing') {
    return <WorkView key={run.state} run={run} onRun={onRun} />
  }
  if (run.state === 'undoing') return <UndoingView run={run} />
  if (run.state === 'ready') return null
  return (
    <>
      <Outcome run={run} state={run.state} />
      {run.state === 'failed' && run.preview && !run.receipt && (
        <>
          {/* What was brought in has been let go of, and cannot be read in another way. */}
          {!earlierStays(run) && <FileReadings run={run} files={run.preview.files} onRun={onRun} />}
          <Reasons reasons={run.preview.reasons} />
        </>
      )}
      <LeftCompanions run={run} onRun={onRun} />
      {run.receipt && <ReceiptView run={run} receipt={run.receipt} />}
      {run.receipt && <Offers run={run} offers={run.receipt.offers} onRun={onRun} />}
      {run.state === 'interrupted' ? (
        <InterruptedView run={run} onRun={onRun} onAgain={onAgain} onLeave={onLeave} />
      ) : (
        <div className={styles['actions']}>
          <Button onClick={onLeave}>{t('more')}</Button>
          {hasLeft(run) && <UndoImport run={run} onRun={onRun} label={t('undo.open')} />}
        </div>
      )}
    </>
  )
}

/** Whether the preview stands: ready, being read again as the person wants, or read in a way that found nothing. */
function isShownBefore({ state, preview, receipt }: ImportRun): boolean {
  if (state === 'ready') return true
  if (preview === null || receipt !== null) return false
  if (state === 'failed') return preview.mappings.length > 0
  return state === 'inspecting' && (preview.conversations > 0 || preview.mappings.length > 0)
}

type Ended = Exclude<ImportRun['state'], 'inspecting' | 'ready' | 'importing' | 'undoing'>

function Outcome(props: { readonly run: ImportRun; readonly state: Ended }) {
  const { run, state } = props
  const { t } = useTranslation('import')
  const reasonText = useReasonText()
  const nothing = state === 'cancelled' && !hasLeft(run)
  if (state === 'done') return <h2 className={styles['outcome']}>{t('state.done')}</h2>
  return (
    <Banner tone={state === 'failed' ? 'danger' : 'note'} title={t(`state.${state}`)} live>
      {state === 'failed' ? reasonText(run.failure ?? 'INTERNAL') : t(`next.${nothing ? 'nothing' : state}`)}
      {earlierStays(run) && <p>{t('next.earlierStays')}</p>}
      {state === 'undone' && broughtBeside(run) && <p>{t('next.besideStays')}</p>}
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
