import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Banner } from '#renderer/design/Banner.tsx'
import { Button } from '#renderer/design/Button.tsx'
import { Dialog } from '#renderer/design/Dialog.tsx'
import { useFormats } from '#renderer/i18n/format.ts'
import { useErrorText } from '#renderer/rpc/error-text.ts'
import { useClient } from '#renderer/rpc/RpcProvider.tsx'
import { broughtBy, type ImportRun } from '#shared/model/import-run.ts'

/** Takes back all that one import brought in, after saying how much that is. */
export function UndoImport(props: {
  readonly run: ImportRun
  readonly onRun: (run: ImportRun) => void
  readonly label: string
}) {
  const { run, onRun, label } = props
  const { t } = useTranslation(['import', 'common'])
  const formats = useFormats()
  const errorText = useErrorText()
  const client = useClient()
  const [asking, setAsking] = useState(false)
  const undo = useMutation({
    mutationFn: () => client.imports.undo({ id: run.id }),
    onSuccess: (undone) => {
      setAsking(false)
      onRun(undone)
    },
  })
  const messages = broughtBy(run)
  return (
    <>
      <Button look="quiet" onClick={() => setAsking(true)}>
        {label}
      </Button>
      <Dialog
        open={asking}
        onOpenChange={setAsking}
        title={t('import:undo.title')}
        actions={
          <>
            <Button onClick={() => setAsking(false)}>{t('import:undo.keep')}</Button>
            <Button look="danger" busy={undo.isPending} onClick={() => undo.mutate()}>
              {t('import:undo.confirm')}
            </Button>
          </>
        }
      >
        <p>{t('import:undo.body', { count: messages, messages: formats.number(messages) })}</p>
        {undo.error !== null && <Banner tone="danger">{errorText(undo.error)}</Banner>}
      </Dialog>
    </>
  )
}
