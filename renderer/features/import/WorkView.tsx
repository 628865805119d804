import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#renderer/design/Button.tsx'
import { Dialog } from '#renderer/design/Dialog.tsx'
import { Progress } from '#renderer/design/Progress.tsx'
import { useFormats } from '#renderer/i18n/format.ts'
import { useClient } from '#renderer/rpc/RpcProvider.tsx'
import type { ImportRun } from '#shared/model/import-run.ts'
import styles from './import.module.css'
import { useMinutesLeft } from './use-time-left.ts'

/** A run at work: how far it is, and the way to stop it. */
export function WorkView(props: { readonly run: ImportRun; readonly onRun: (run: ImportRun) => void }) {
  const { run, onRun } = props
  const { t } = useTranslation(['import', 'common'])
  const formats = useFormats()
  const client = useClient()
  const [asking, setAsking] = useState(false)
  const { bytesDone, bytesTotal, conversations, messages } = run.progress
  const minutes = useMinutesLeft(run.progress)
  const isImporting = run.state === 'importing'
  const replaces = (run.preview?.replaces.length ?? 0) > 0
  const cancel = useMutation({
    mutationFn: (keep: boolean) => client.imports.cancel({ id: run.id, keep }),
    onSuccess: onRun,
    onSettled: () => setAsking(false),
  })

  const counts = t('import:work.counts', {
    conversations: formats.number(conversations),
    messages: formats.number(messages),
  })
  return (
    <div className={styles['work']}>
      <Progress
        label={t(isImporting ? 'import:work.importing' : 'import:work.inspecting')}
        value={bytesTotal > 0 ? bytesDone / bytesTotal : null}
        detail={minutes === null ? counts : `${counts} · ${t('import:work.minutes', { count: minutes })}`}
      />
      <p className={styles['hint']}>{t('import:work.hint')}</p>
      <Button onClick={() => (isImporting ? setAsking(true) : cancel.mutate(false))} busy={cancel.isPending}>
        {t('common:cancel')}
      </Button>
      <Dialog
        open={asking}
        onOpenChange={setAsking}
        title={t('import:cancel.title')}
        actions={
          <>
            <Button onClick={() => setAsking(false)}>{t('import:cancel.goOn')}</Button>
            <Button onClick={() => cancel.mutate(false)} busy={cancel.isPending}>
              {t('import:cancel.takeBack')}
            </Button>
            {!replaces && (
              <Button look="primary" onClick={() => cancel.mutate(true)} busy={cancel.isPending}>
                {t('import:cancel.keep')}
              </Button>
            )}
          </>
        }
      >
        {t(replaces ? 'import:cancel.replacing' : 'import:cancel.body')}
      </Dialog>
    </div>
  )
}
