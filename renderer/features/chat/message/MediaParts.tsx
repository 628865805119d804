import { FileText, ImageOff, Mic } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Part } from '#shared/model/part.ts'
import { useFormats } from '#renderer/i18n/format.ts'
import { useAssetUrl } from '#renderer/rpc/RpcProvider.tsx'
import styles from './MediaParts.module.css'

type PartOf<Kind extends Part['kind']> = Extract<Part, { readonly kind: Kind }>

function Chip({ icon, children }: { readonly icon: ReactNode; readonly children: ReactNode }) {
  return (
    <span className={styles['chip']}>
      {icon}
      <span>{children}</span>
    </span>
  )
}

/** A picture of the vault in a place of its final size, or a chip where its bytes never came. */
export function PicturePart({ part }: { readonly part: PartOf<'image'> }) {
  const { t } = useTranslation('chat')
  const url = useAssetUrl(part.assetId)
  if (part.assetId === null) {
    return <Chip icon={<ImageOff size="1.125em" strokeWidth={1.5} aria-hidden />}>{t('part.missingImage')}</Chip>
  }
  const { width, height } = part
  const known = width !== null && height !== null && width > 0 && height > 0
  return (
    <span
      className={styles['picture']}
      style={known ? { aspectRatio: `${width} / ${height}`, width: `min(100%, ${width}px)` } : undefined}
      data-known={known || undefined}
    >
      {url && <img src={url} alt={part.description ?? part.name ?? t('part.image')} />}
    </span>
  )
}

/** A sound of the vault with its words, where there are any. */
export function SoundPart({ part }: { readonly part: PartOf<'audio'> }) {
  const { t } = useTranslation('chat')
  const url = useAssetUrl(part.assetId)
  return (
    <div className={styles['sound']}>
      {part.assetId === null ? (
        <Chip icon={<Mic size="1.125em" strokeWidth={1.5} aria-hidden />}>{t('part.missingAudio')}</Chip>
      ) : (
        <audio controls preload="metadata" src={url ?? undefined} aria-label={part.name ?? t('part.audio')} />
      )}
      {part.transcript && <p>{part.transcript}</p>}
    </div>
  )
}

/** A file of the vault, to be saved elsewhere. */
export function FilePart({ part }: { readonly part: PartOf<'file'> }) {
  const { t } = useTranslation('chat')
  const formats = useFormats()
  const url = useAssetUrl(part.assetId)
  const name = part.name ?? t('part.file')
  const icon = <FileText size="1.125em" strokeWidth={1.5} aria-hidden />
  if (part.assetId === null) return <Chip icon={icon}>{t('part.missingFile', { name })}</Chip>
  return (
    <Chip icon={icon}>
      {name}
      {part.size === null ? null : ` · ${formats.bytes(part.size)}`}
      {url && (
        <a className={styles['save']} href={url} download={name}>
          {t('part.download')}
        </a>
      )}
    </Chip>
  )
}
