import { useQuery } from '@tanstack/react-query'
import { Download } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { paths } from '#renderer/app/paths.ts'
import { Button } from '#renderer/design/Button.tsx'
import { saveFile } from '#renderer/design/save-file.ts'
import { useFormats } from '#renderer/i18n/format.ts'
import { useApi } from '#renderer/rpc/RpcProvider.tsx'
import type { ImportRun, Receipt, Tally } from '#shared/model/import-run.ts'
import { Facts } from './Facts.tsx'
import { FileReceipts } from './FileReceipts.tsx'
import styles from './import.module.css'
import { Owners } from './Owners.tsx'
import { Reasons } from './Reasons.tsx'
import { receiptFile } from './receipt-file.ts'
import { useBesideFacts } from './use-beside-facts.ts'
import { useReasonText } from './use-reason-text.ts'

const outcomes = ['imported', 'alreadyHere', 'keptRaw', 'skipped', 'failed'] as const satisfies readonly (keyof Tally)[]
const kinds = ['files', 'conversations', 'messages'] as const satisfies readonly (keyof Receipt)[]

/** The account of an import: what was found, and that it adds up. */
export function ReceiptView(props: { readonly run: ImportRun; readonly receipt: Receipt }) {
  const { run, receipt } = props
  const { t } = useTranslation(['import', 'days'])
  const formats = useFormats()
  const besideFacts = useBesideFacts()
  const reasonText = useReasonText()
  const [, navigate] = useLocation()
  const companions = useQuery(useApi().companions.list.queryOptions()).data ?? []
  const companion = companions.find(({ id }) => id === run.companionId)
  // A column of zeros says nothing; the sums stay right without it.
  const shown = outcomes.filter((outcome) => kinds.some((kind) => receipt[kind][outcome] > 0))

  function save() {
    const name = t('receipt.fileName', { date: formats.fileDate(run.finishedAt ?? run.startedAt) })
    saveFile(`${name}.json`, receiptFile(run, receipt, reasonText), 'application/json')
  }

  return (
    <div className={styles['receipt']}>
      <div className={styles['tableFrame']} tabIndex={0} role="region" aria-label={t('receipt.title')}>
        <table className={styles['table']}>
          <caption>{t('receipt.title')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('receipt.what')}</th>
              <th scope="col">{t('receipt.found')}</th>
              {shown.map((outcome) => (
                <th key={outcome} scope="col">
                  {t(`receipt.${outcome}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {kinds.map((kind) => (
              <tr key={kind}>
                <th scope="row">{t(`facts.${kind}`)}</th>
                <td className={styles['sum']}>{formats.number(receipt[kind].found)}</td>
                {shown.map((outcome) => (
                  <td key={outcome} data-zero={receipt[kind][outcome] === 0 || undefined}>
                    {formats.number(receipt[kind][outcome])}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Facts
        facts={[
          ...besideFacts(receipt.beside),
          [
            t('facts.attachments'),
            receipt.attachments.found === 0
              ? ''
              : t('receipt.attachments', {
                  found: formats.number(receipt.attachments.found),
                  imported: formats.number(receipt.attachments.imported),
                  missing: formats.number(receipt.attachments.missing),
                }),
          ],
          [
            t('facts.dates'),
            receipt.from === null || receipt.to === null ? '' : formats.dateRange(receipt.from, receipt.to),
          ],
          [t('facts.branches'), receipt.branches === 0 ? '' : formats.number(receipt.branches)],
          [t('facts.models'), receipt.models.join(' · ')],
        ]}
      />
      <Owners owners={receipt.owners} companions={companions} />
      <FileReceipts files={receipt.byFile} />
      <Reasons reasons={receipt.reasons} />
      <div className={styles['actions']}>
        {companion && (
          <Button
            look={run.state === 'interrupted' ? 'plain' : 'primary'}
            onClick={() => navigate(paths.chat(companion.lifelongId))}
          >
            {t('receipt.openCompanion', { name: companion.profile.name })}
          </Button>
        )}
        <Button onClick={() => navigate(paths.days())}>{t('days:found')}</Button>
        <Button onClick={() => navigate(paths.library())}>{t('receipt.openLibrary')}</Button>
        <Button icon={<Download aria-hidden />} onClick={save}>
          {t('receipt.save')}
        </Button>
      </div>
    </div>
  )
}
