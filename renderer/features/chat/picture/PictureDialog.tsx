import { Download, Printer } from 'lucide-react'
import { useDeferredValue, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import { useTranslation } from 'react-i18next'
import type { Message } from '#shared/model/message.ts'
import { Button } from '#renderer/design/Button.tsx'
import { Dialog } from '#renderer/design/Dialog.tsx'
import { saveBlob } from '#renderer/design/save-file.ts'
import { Spinner } from '#renderer/design/Spinner.tsx'
import { useFormats } from '#renderer/i18n/format.ts'
import { useNameOf } from '../selection/use-name-of.ts'
import type { ConversationFacts } from '../use-conversation.ts'
import { firstOptions, widths } from './picture-options.ts'
import styles from './PictureDialog.module.css'
import { PictureForm } from './PictureForm.tsx'
import { PictureSheet } from './PictureSheet.tsx'
import sheetStyles from './PictureSheet.module.css'
import { usePicture } from './use-picture.ts'

/** Makes a long picture of the chosen messages, seen before it is saved. It is drawn here; nothing is sent anywhere. */
export function PictureDialog(props: {
  readonly messages: readonly Message[]
  readonly facts: ConversationFacts
  readonly onClose: () => void
}) {
  const { messages, facts, onClose } = props
  const { t } = useTranslation('chat')
  const formats = useFormats()
  const nameOf = useNameOf()
  const sheet = useRef<HTMLDivElement>(null)
  const [options, setOptions] = useState(firstOptions)
  const drawn = useDeferredValue(options)
  const { scale } = widths[drawn.width]
  const { pictures, complete, failed } = usePicture(sheet, scale, drawn)

  const save = () => {
    const name = t('select.fileName', { date: formats.fileDate(Date.now()) })
    for (const [index, { blob }] of pictures.entries()) {
      saveBlob(pictures.length === 1 ? `${name}.png` : `${name} ${index + 1}.png`, blob)
    }
  }
  return (
    <>
      <Dialog
        open
        onOpenChange={(open) => !open && onClose()}
        title={t('select.picture')}
        wide="page"
        actions={
          <>
            <Button onClick={onClose}>{t('picture.close')}</Button>
            <Button
              icon={<Printer size="1em" strokeWidth={1.5} aria-hidden />}
              disabled={!complete}
              onClick={() => window.print()}
            >
              {t('picture.print')}
            </Button>
            <Button
              look="primary"
              icon={<Download size="1em" strokeWidth={1.5} aria-hidden />}
              disabled={!complete}
              onClick={save}
            >
              {t('picture.save', { count: complete ? pictures.length : 1 })}
            </Button>
          </>
        }
      >
        <div className={styles['columns']}>
          <div
            className={styles['preview']}
            role="region"
            aria-label={t('picture.preview')}
            tabIndex={0}
            data-width={drawn.width}
          >
            {failed && <p role="alert">{t('picture.failed')}</p>}
            {pictures.map(({ url }, index) => (
              <img
                key={url}
                src={url}
                alt={t('picture.alt', { count: messages.length, number: index + 1, total: pictures.length })}
              />
            ))}
            {!complete && !failed && <Spinner label={t('picture.making')} />}
          </div>
          <div className={styles['form']}>
            <PictureForm options={options} onChange={setOptions} hasCompanion={facts.companion !== undefined} />
            {complete && pictures.length > 1 && (
              <p className={styles['split']}>{t('picture.split', { count: pictures.length })}</p>
            )}
          </div>
        </div>
      </Dialog>
      {createPortal(
        <div className={sheetStyles['stage']} data-print-stage aria-hidden inert>
          <PictureSheet ref={sheet} messages={messages} companion={facts.companion} nameOf={nameOf} options={drawn} />
        </div>,
        document.body,
      )}
    </>
  )
}
