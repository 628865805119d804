import { useTranslation } from 'react-i18next'
import { Disclosure } from '#renderer/design/Disclosure.tsx'
import { useFormats } from '#renderer/i18n/format.ts'
import type { ReceiptReason } from '#shared/model/import-run.ts'
import styles from './import.module.css'
import { useReasonText } from './use-reason-text.ts'

/** Everything that was not simply imported, and why. */
export function Reasons(props: { readonly reasons: readonly ReceiptReason[] }) {
  const { t } = useTranslation('import')
  const formats = useFormats()
  const reasonText = useReasonText()
  const { reasons } = props
  if (reasons.length === 0) return null
  return (
    <Disclosure label={t('reasons.title', { count: reasons.length })}>
      <ul className={styles['reasons']}>
        {reasons.map((reason) => (
          <li key={JSON.stringify(reason)}>
            <span className={styles['reasonCount']}>{formats.number(reason.count)} ×</span>
            <span>
              {reasonText(reason.code)}
              <span className={styles['reasonPlace']}>
                {[reason.file, reason.item].filter((place) => place !== null).join(' · ')}
              </span>
            </span>
          </li>
        ))}
      </ul>
    </Disclosure>
  )
}
