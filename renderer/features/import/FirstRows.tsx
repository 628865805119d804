import { useTranslation } from 'react-i18next'
import type { ImportMapping, PreviewMapping } from '#shared/model/import-mapping.ts'
import styles from './mapping.module.css'
import { assignable } from './mapping-change.ts'

/** The first rows of a file as they stand there, each column with what it is taken for. */
export function FirstRows(props: { readonly list: PreviewMapping['lists'][number]; readonly mapping: ImportMapping }) {
  const { list, mapping } = props
  const { t } = useTranslation('import')
  return (
    <div className={styles['frame']} tabIndex={0} role="region" aria-label={t('mapping.rows')}>
      <table className={styles['table']}>
        <caption>{t('mapping.rows')}</caption>
        <thead>
          <tr>
            {list.fields.map((field) => {
              const meaning = assignable.find((what) => mapping[what] === field)
              return (
                <th key={field} scope="col" data-used={meaning !== undefined || undefined}>
                  <span className={styles['field']}>{field}</span>
                  {meaning !== undefined && <span className={styles['meaning']}>{t(`mapping.${meaning}`)}</span>}
                </th>
              )
            })}
          </tr>
        </thead>
        <tbody>
          {list.rows.map((row, index) => (
            <tr key={`${index} ${row.join()}`}>
              {list.fields.map((field, column) => (
                <td key={field}>
                  <span className={styles['cell']}>{row[column]}</span>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
