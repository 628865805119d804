import { ImagePlus } from 'lucide-react'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Accent } from '#renderer/design/accent.ts'
import { Avatar } from '#renderer/design/Avatar.tsx'
import { Button } from '#renderer/design/Button.tsx'
import styles from './companion.module.css'

/** The companion's picture: choose one, or take it away again. */
export function AvatarPicker(props: {
  readonly name: string
  readonly accent: Accent
  readonly src: string | null
  readonly onChoose: (picture: File) => void
  readonly onRemove: () => void
}) {
  const { t } = useTranslation('companion')
  const input = useRef<HTMLInputElement>(null)
  return (
    <div className={styles['picture']}>
      <button
        type="button"
        className={styles['pictureButton']}
        aria-label={t('avatarChoose')}
        title={t('avatarHint')}
        onClick={() => input.current?.click()}
      >
        <Avatar name={props.name} accent={props.accent} src={props.src} size="huge" />
        <span className={styles['pictureMark']} aria-hidden>
          <ImagePlus />
        </span>
      </button>
      <input
        ref={input}
        className={styles['file']}
        type="file"
        accept="image/png,image/jpeg,image/webp,image/gif"
        tabIndex={-1}
        aria-hidden
        onChange={(event) => {
          const [picture] = event.currentTarget.files ?? []
          if (picture !== undefined) props.onChoose(picture)
          event.currentTarget.value = ''
        }}
      />
      {props.src === null ? null : (
        <Button look="quiet" size="small" onClick={props.onRemove}>
          {t('avatarRemove')}
        </Button>
      )}
    </div>
  )
}
