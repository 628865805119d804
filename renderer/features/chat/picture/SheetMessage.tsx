import { useTranslation } from 'react-i18next'
import type { Message } from '#shared/model/message.ts'
import { type Part, spokenText } from '#shared/model/part.ts'
import { guessLanguage } from '#renderer/markdown/guess-language.ts'
import { Markdown } from '#renderer/markdown/Markdown.tsx'
import { useAssetUrl } from '#renderer/rpc/RpcProvider.tsx'
import { type Cover, coverWords } from './covering.ts'
import styles from './PictureSheet.module.css'

/** One message on the sheet: words and pictures, nothing that was not said. */
export function SheetMessage(props: {
  readonly message: Message
  readonly startsGroup: boolean
  /** Null where the name is covered. */
  readonly name: string | null
  readonly time: string | null
  readonly covers: readonly Cover[]
}) {
  const { message, startsGroup, name, time, covers } = props
  const { i18n } = useTranslation('chat')
  const typed = message.role === 'user'
  const label = [startsGroup ? name : null, time].filter((part) => part !== null)
  return (
    <div
      className={typed ? styles['yours'] : styles['theirs']}
      data-starts-group={startsGroup || undefined}
      data-row-end
    >
      {label.length > 0 && <p className={styles['who']}>{label.join(' · ')}</p>}
      <div className={styles['body']} lang={guessLanguage(spokenText(message.parts), i18n.language)}>
        {message.parts.map((part, index) => (
          // Parts have no identity of their own and never change places.
          <SheetPart key={index} part={part} typed={typed} covers={covers} />
        ))}
      </div>
    </div>
  )
}

function SheetPart({
  part,
  typed,
  covers,
}: {
  readonly part: Part
  readonly typed: boolean
  readonly covers: readonly Cover[]
}) {
  const { t } = useTranslation('chat')
  switch (part.kind) {
    case 'text': {
      const words = coverWords(part.text, covers)
      return typed ? <p className={styles['typed']}>{words}</p> : <Markdown text={words} />
    }
    case 'code':
      return <p className={styles['typed']}>{coverWords(part.text, covers)}</p>
    case 'audio':
      return <p className={styles['typed']}>{coverWords(part.transcript ?? t('part.audio'), covers)}</p>
    case 'image':
      return <SheetPicture part={part} />
    case 'file':
      return <p className={styles['left']}>{t('part.file')}</p>
    default:
      return null
  }
}

function SheetPicture({ part }: { readonly part: Extract<Part, { readonly kind: 'image' }> }) {
  const { t } = useTranslation('chat')
  const url = useAssetUrl(part.assetId)
  if (part.assetId === null) return <p className={styles['left']}>{t('part.image')}</p>
  const { width, height } = part
  const known = width !== null && height !== null && width > 0 && height > 0
  return url ? (
    <img
      className={styles['picture']}
      src={url}
      alt=""
      style={known ? { aspectRatio: `${width} / ${height}`, width: `min(100%, ${width}px)` } : undefined}
    />
  ) : (
    <p className={styles['left']} data-waiting>
      {t('part.image')}
    </p>
  )
}
