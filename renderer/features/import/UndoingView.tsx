import { useTranslation } from 'react-i18next'
import { Progress } from '#renderer/design/Progress.tsx'
import { useFormats } from '#renderer/i18n/format.ts'
import { broughtBy, type ImportRun } from '#shared/model/import-run.ts'
import styles from './import.module.css'
import { useMinutesLeft } from './use-time-left.ts'

/** An import on its way out. There is no way to stop it: half of one is nobody's wish. */
export function UndoingView({ run }: { readonly run: ImportRun }) {
  const { t } = useTranslation('import')
  const formats = useFormats()
  const left = run.progress.messages
  const total = run.receipt ? broughtBy(run) : 0
  const minutes = useMinutesLeft({ bytesDone: Math.max(0, total - left), bytesTotal: total })
  const counts = t('work.left', { count: left, messages: formats.number(left) })
  return (
    <div className={styles['work']}>
      <Progress
        label={t('work.undoing')}
        value={total > 0 ? 1 - left / total : null}
        detail={minutes === null ? counts : `${counts} · ${t('work.minutes', { count: minutes })}`}
      />
      <p className={styles['hint']}>{t('work.hint')}</p>
    </div>
  )
}
