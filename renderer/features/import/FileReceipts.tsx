import { useTranslation } from 'react-i18next'
import { Disclosure } from '#renderer/design/Disclosure.tsx'
import { useFormats } from '#renderer/i18n/format.ts'
import type { FileReceipt } from '#shared/model/import-run.ts'
import styles from './import.module.css'

const counts = [
  'conversations',
  'messages',
  'imported',
  'alreadyHere',
] as const satisfies readonly (keyof FileReceipt)[]

/** What came of each file, where there were several. */
export function FileReceipts(props: { readonly files: readonly FileReceipt[] }) {
  const { files } = props
  const { t } = useTranslation('import')
  const { number } = useFormats()
  if (files.length < 2) return null
  const headings = [t('facts.conversations'), t('facts.messages'), t('receipt.imported'), t('receipt.alreadyHere')]
  return (
    <Disclosure label={t('receipt.byFile')}>
      <div className={styles['tableFrame']} tabIndex={0} role="region" aria-label={t('receipt.byFile')}>
        <table className={styles['table']}>
          <thead>
            <tr>
              <th scope="col">{t('receipt.file')}</th>
              {headings.map((heading) => (
                <th key={heading} scope="col">
                  {heading}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {files.map((file) => (
              <tr key={file.file}>
                <th scope="row">{file.file}</th>
                {counts.map((count) => (
                  <td key={count} data-zero={file[count] === 0 || undefined}>
                    {number(file[count])}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Disclosure>
  )
}
