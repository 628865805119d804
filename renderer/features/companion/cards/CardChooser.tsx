import { FileUser } from 'lucide-react'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#renderer/design/Button.tsx'
import styles from './cards.module.css'

/** Where a card is dropped or chosen. */
export function CardChooser(props: {
  readonly busy: boolean
  /** A card is being looked at already. */
  readonly again: boolean
  /** Something else on the page matters more. */
  readonly aside?: boolean
  readonly onChoose: (file: File) => void
}) {
  const { t } = useTranslation('cards')
  const [over, setOver] = useState(false)
  const input = useRef<HTMLInputElement>(null)
  return (
    <div
      className={styles['drop']}
      data-over={over || undefined}
      data-again={props.again || undefined}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault()
        setOver(false)
        const [file] = event.dataTransfer.files
        if (file) props.onChoose(file)
      }}
    >
      {props.again ? null : <p className={styles['dropTitle']}>{t('drop')}</p>}
      <Button
        look={props.again || props.aside === true ? 'plain' : 'primary'}
        icon={<FileUser aria-hidden />}
        busy={props.busy}
        onClick={() => input.current?.click()}
      >
        {props.busy ? t('reading') : props.again ? t('chooseOther') : t('choose')}
      </Button>
      <input
        ref={input}
        className={styles['file']}
        type="file"
        accept=".png,.json,.charx,.byaf,.zip,.jpg,.jpeg,.webp,.yaml,.yml"
        tabIndex={-1}
        aria-label={t('choose')}
        onChange={(event) => {
          const [file] = event.currentTarget.files ?? []
          if (file) props.onChoose(file)
          event.currentTarget.value = ''
        }}
      />
    </div>
  )
}
