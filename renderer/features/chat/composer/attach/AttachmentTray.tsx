import { Captions, FileText, LoaderCircle, X } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Attachment } from '#shared/model/draft.ts'
import { pictureTokens } from '#shared/model/picture.ts'
import { IconButton } from '#renderer/design/IconButton.tsx'
import { Popover } from '#renderer/design/Popover.tsx'
import { TextField } from '#renderer/design/TextField.tsx'
import { useFormats } from '#renderer/i18n/format.ts'
import { useAssetUrl } from '#renderer/rpc/RpcProvider.tsx'
import styles from './AttachmentTray.module.css'

type PictureAttachment = Extract<Attachment, { kind: 'image' }>

/** What goes with the words, above them: what it is, what it takes, and the way to take it off again. */
export function AttachmentTray(props: {
  readonly attachments: readonly Attachment[]
  readonly busy: number
  readonly onChange: (attachments: Attachment[]) => void
}) {
  const { attachments, busy, onChange } = props
  const { t } = useTranslation('chat')
  const formats = useFormats()
  if (attachments.length === 0 && busy === 0) return null
  const tokens = attachments.reduce((sum, attachment) => sum + tokensOf(attachment), 0)
  const size = attachments.reduce((sum, attachment) => sum + attachment.size, 0)
  const put = (index: number, next: Attachment) => onChange(attachments.with(index, next))
  const remove = (index: number) => onChange(attachments.toSpliced(index, 1))
  return (
    <div className={styles['tray']}>
      <ul className={styles['items']} aria-label={t('attach.list')}>
        {attachments.map((attachment, index) => (
          // The same picture may be there twice; places have no other name.
          <li key={`${attachment.assetId} ${index}`} className={styles['item']}>
            {attachment.kind === 'image' ? (
              <Picture attachment={attachment} onChange={(next) => put(index, next)} />
            ) : (
              <span className={styles['file']}>
                <FileText size="1.25em" strokeWidth={1.5} aria-hidden />
                <span className={styles['name']} title={attachment.name}>
                  {attachment.name}
                </span>
                <small>{formats.bytes(attachment.size)}</small>
              </span>
            )}
            <span className={styles['remove']}>
              <IconButton
                size="small"
                name={t('attach.remove', { name: attachment.name })}
                icon={<X />}
                onClick={() => remove(index)}
              />
            </span>
          </li>
        ))}
        {busy > 0 && (
          <li className={styles['busy']} role="status">
            <LoaderCircle className={styles['spin']} size="1.25em" strokeWidth={1.5} aria-hidden />
            <span>{t('attach.reading')}</span>
          </li>
        )}
      </ul>
      {attachments.length > 0 && (
        <p className={styles['sum']}>
          {t('attach.sum', { count: tokens, size: formats.bytes(size), tokens: formats.number(tokens) })}
        </p>
      )}
    </div>
  )
}

/** Opens to the picture as it will be sent, and to the words for who cannot see it. */
function Picture(props: {
  readonly attachment: PictureAttachment
  readonly onChange: (attachment: PictureAttachment) => void
}) {
  const { attachment, onChange } = props
  const { t } = useTranslation('chat')
  const formats = useFormats()
  const url = useAssetUrl(attachment.assetId)
  const [button, setButton] = useState<HTMLButtonElement | null>(null)
  const [open, setOpen] = useState(false)
  const { description, name, width, height, size } = attachment
  return (
    <>
      <button
        ref={setButton}
        type="button"
        className={styles['picture']}
        data-described={description !== '' || undefined}
        aria-label={t('attach.open', { name })}
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
      >
        {url && <img src={url} alt="" />}
        {description !== '' && (
          <span className={styles['alt']}>
            <Captions size="1em" strokeWidth={1.5} aria-hidden />
          </span>
        )}
      </button>
      <Popover open={open} onOpenChange={setOpen} anchor={button} label={t('attach.open', { name })}>
        <div className={styles['look']}>
          {url && <img src={url} alt={description || name} />}
          <p>
            {t('attach.facts', {
              width: formats.number(width),
              height: formats.number(height),
              size: formats.bytes(size),
              tokens: formats.number(pictureTokens(attachment)),
            })}
          </p>
          <TextField
            label={t('attach.describe')}
            hint={t('attach.describeHint')}
            value={description}
            maxLength={2_000}
            onChange={(event) => onChange({ ...attachment, description: event.target.value })}
            onKeyDown={(event) => {
              if (event.key === 'Enter' && !event.nativeEvent.isComposing) setOpen(false)
            }}
          />
        </div>
      </Popover>
    </>
  )
}

function tokensOf(attachment: Attachment): number {
  return attachment.kind === 'file' ? attachment.tokens : pictureTokens(attachment)
}
