import { FileArchive, FolderOpen } from 'lucide-react'
import { useRef, useState, type DragEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { Banner } from '#renderer/design/Banner.tsx'
import { Button } from '#renderer/design/Button.tsx'
import { Progress } from '#renderer/design/Progress.tsx'
import { useFormats } from '#renderer/i18n/format.ts'
import { useErrorText } from '#renderer/rpc/error-text.ts'
import type { ImportRun } from '#shared/model/import-run.ts'
import { filesOfDrop, filesOfInput } from './chosen-files.ts'
import styles from './import.module.css'
import { useHandover } from './use-handover.ts'

/** React passes it on; its types do not know it. */
const chooseFolders = { webkitdirectory: '' }

/** Where an export is dropped or chosen, and handed over. */
export function DropZone(props: {
  readonly onRun: (run: ImportRun) => void
  /** The same export is wanted once more. */
  readonly again?: boolean
}) {
  const again = props.again === true
  const { t } = useTranslation(['import', 'common'])
  const formats = useFormats()
  const errorText = useErrorText()
  const [over, setOver] = useState(false)
  const files = useRef<HTMLInputElement>(null)
  const folder = useRef<HTMLInputElement>(null)
  const handover = useHandover(props.onRun)
  const { progress } = handover

  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    void filesOfDrop(event.dataTransfer).then(handover.start)
  }

  if (handover.busy) {
    return (
      <div className={styles['work']}>
        <Progress
          label={t('import:handing.title')}
          value={progress && progress.total > 0 ? progress.sent / progress.total : null}
          {...(progress && {
            detail: t('import:handing.detail', {
              done: formats.bytes(progress.sent),
              total: formats.bytes(progress.total),
            }),
          })}
        />
        <Button onClick={handover.cancel}>{t('common:cancel')}</Button>
      </div>
    )
  }

  return (
    <>
      {handover.error !== null && (
        <Banner tone="danger" live>
          {errorText(handover.error)}
        </Banner>
      )}
      <div
        className={styles['drop']}
        data-over={over || undefined}
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <p className={styles['dropTitle']}>{t(again ? 'import:drop.again' : 'import:drop.title')}</p>
        <p className={styles['dropHint']}>{t(again ? 'import:drop.againHint' : 'import:drop.hint')}</p>
        <div className={styles['actions']}>
          <Button look="primary" icon={<FileArchive aria-hidden />} onClick={() => files.current?.click()}>
            {t('import:drop.chooseFiles')}
          </Button>
          <Button icon={<FolderOpen aria-hidden />} onClick={() => folder.current?.click()}>
            {t('import:drop.chooseFolder')}
          </Button>
        </div>
        <input
          ref={files}
          type="file"
          multiple
          hidden
          aria-label={t('import:drop.chooseFiles')}
          onChange={(event) => handover.start(filesOfInput(event.target.files))}
        />
        <input
          ref={folder}
          type="file"
          {...chooseFolders}
          hidden
          aria-label={t('import:drop.chooseFolder')}
          onChange={(event) => handover.start(filesOfInput(event.target.files))}
        />
      </div>
    </>
  )
}
