import { useTranslation } from 'react-i18next'
import { Button } from '#renderer/design/Button.tsx'
import { Row, Rows } from '#renderer/design/Rows.tsx'
import { useFormats } from '#renderer/i18n/format.ts'
import type { ImportRun } from '#shared/model/import-run.ts'

/** Every import there was, latest first. */
export function ImportHistory(props: {
  readonly runs: readonly ImportRun[]
  readonly onOpen: (run: ImportRun) => void
}) {
  const { t } = useTranslation('import')
  const formats = useFormats()
  return (
    <Rows>
      {props.runs.map((run) => (
        <Row
          key={run.id}
          title={run.fileNames.slice(0, 3).join(' · ')}
          detail={[
            formats.dateTime(run.startedAt),
            t(`state.${run.state}`),
            ...(run.receipt
              ? [
                  t('history.messages', {
                    messages: formats.number(run.receipt.messages.found),
                    count: run.receipt.messages.found,
                  }),
                ]
              : []),
          ].join(' · ')}
          actions={
            <Button size="small" onClick={() => props.onOpen(run)}>
              {t('history.open')}
            </Button>
          }
        />
      ))}
    </Rows>
  )
}
