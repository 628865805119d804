import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { useSystemInfo } from '#renderer/rpc/system-info.ts'
import type { ExportFormat } from '#shared/model/export.ts'
import styles from './export.module.css'

/** What is good for what: to keep first, then to read, then to go on with elsewhere. */
const groups = {
  keep: ['json'],
  read: ['html', 'pdf', 'book', 'markdown', 'text'],
  goOn: ['sillytavern', 'finetune', 'csv'],
} as const satisfies Readonly<Record<string, readonly ExportFormat[]>>

const names = ['keep', 'read', 'goOn'] as const

/** Every form that the story can be taken away in, each with what it is good for. */
export function FormatChoice(props: {
  readonly value: ExportFormat
  readonly onChange: (format: ExportFormat) => void
}) {
  const { t } = useTranslation('export')
  const { printsBooks } = useSystemInfo().capabilities
  const id = useId()
  return (
    <div className={styles['groups']}>
      {names.map((group) => (
        <fieldset key={group} className={styles['group']}>
          <legend className={styles['groupName']}>{t(`groups.${group}`)}</legend>
          {groups[group]
            .filter((format) => format !== 'pdf' || printsBooks)
            .map((format) => (
              <label key={format} className={styles['format']}>
                <input
                  type="radio"
                  name={`${id}-format`}
                  className={styles['radio']}
                  checked={props.value === format}
                  onChange={() => props.onChange(format)}
                  aria-labelledby={`${id}-${format}`}
                  aria-describedby={`${id}-${format}-body`}
                />
                <span id={`${id}-${format}`} className={styles['formatName']}>
                  {t(`formats.${format}.name`)}
                </span>
                <span id={`${id}-${format}-body`} className={styles['formatBody']}>
                  {t(`formats.${format}.body`)}
                </span>
              </label>
            ))}
        </fieldset>
      ))}
    </div>
  )
}
