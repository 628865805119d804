import { Copy, Download, Printer } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#renderer/design/Button.tsx'
import { copyText } from '#renderer/design/copy-text.ts'
import { saveFile } from '#renderer/design/save-file.ts'
import { Seal } from '#renderer/design/Seal.tsx'
import { useErrorText } from '#renderer/rpc/error-text.ts'
import { useFormats } from '#renderer/i18n/format.ts'
import styles from './keys.module.css'

/** A recovery key as it is shown, once, with the ways to keep it. Printing prints this card alone. */
export function RecoveryKeyCard(props: { readonly groups: readonly string[] }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const errorText = useErrorText()
  const [copyNote, setCopyNote] = useState('')
  const [madeAt] = useState(() => Date.now())
  const text = props.groups.join('-')

  function saveAsText() {
    const words = `${t('keys.fileTitle')}\n${formats.date(madeAt)}\n\n${text}\n\n${t('keys.fileNote')}\n`
    saveFile(`${t('keys.fileTitle')}.txt`, words, 'text/plain')
  }

  async function copy() {
    try {
      await copyText(text)
      setCopyNote(t('keys.copyNote'))
    } catch (error) {
      setCopyNote(errorText(error))
    }
  }

  return (
    <div className={styles['cardAndTools']}>
      <div className={styles['card']} data-print-alone>
        <div className={styles['cardHead']}>
          <Seal />
          <div>
            <p className={styles['cardTitle']}>{t('keys.fileTitle')}</p>
            <p className={styles['cardDate']}>{formats.date(madeAt)}</p>
          </div>
        </div>
        <ol className={styles['groups']} lang="en" translate="no">
          {props.groups.map((group, index) => (
            <li key={index}>
              <span className={styles['number']} aria-hidden>
                {index + 1}
              </span>
              <code>{group}</code>
            </li>
          ))}
        </ol>
        <p className={styles['cardNote']}>{t('keys.fileNote')}</p>
      </div>
      <div className={styles['tools']}>
        <Button size="small" icon={<Printer aria-hidden />} onClick={() => window.print()}>
          {t('keys.print')}
        </Button>
        <Button size="small" icon={<Download aria-hidden />} onClick={saveAsText}>
          {t('keys.saveText')}
        </Button>
        <Button size="small" icon={<Copy aria-hidden />} onClick={() => void copy()}>
          {t('keys.copyKey')}
        </Button>
      </div>
      <p className={styles['copied']} role="status">
        {copyNote}
      </p>
    </div>
  )
}
