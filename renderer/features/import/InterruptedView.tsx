import { useTranslation } from 'react-i18next'
import { Button } from '#renderer/design/Button.tsx'
import { useFormats } from '#renderer/i18n/format.ts'
import type { ImportRun } from '#shared/model/import-run.ts'
import { DropZone } from './DropZone.tsx'
import { Facts } from './Facts.tsx'
import styles from './import.module.css'
import { UndoImport } from './UndoImport.tsx'

/** An import that was cut off: finish it with the same export, or take out what came. */
export function InterruptedView(props: {
  readonly run: ImportRun
  readonly onRun: (run: ImportRun) => void
  /** The same export was handed over again. */
  readonly onAgain: (run: ImportRun) => void
  readonly onLeave: () => void
}) {
  const { run, onRun, onAgain, onLeave } = props
  const { t } = useTranslation('import')
  const formats = useFormats()
  return (
    <>
      <Facts
        facts={[
          [t('facts.files'), run.fileNames.join(' · ')],
          // A receipt that came to be before the end says so itself.
          [t('facts.conversations'), run.receipt ? '' : formats.number(run.progress.conversations)],
          [t('facts.messages'), run.receipt ? '' : formats.number(run.progress.messages)],
        ]}
      />
      <DropZone again onRun={onAgain} />
      <div className={styles['actions']}>
        <Button onClick={onLeave}>{t('more')}</Button>
        <UndoImport run={run} onRun={onRun} label={t('undo.takeOut')} />
      </div>
    </>
  )
}
