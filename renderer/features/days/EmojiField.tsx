import { Smile } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#renderer/design/Button.tsx'
import { EmojiPicker } from '#renderer/emoji/EmojiPicker.tsx'
import styles from './form.module.css'

/** The sign of a day, chosen from all there are; a day can do without one. */
export function EmojiField(props: {
  readonly emoji: string | null
  readonly onChange: (emoji: string | null) => void
}) {
  const { emoji, onChange } = props
  const { t } = useTranslation('days')
  const [button, setButton] = useState<HTMLButtonElement | null>(null)
  const [isOpen, setOpen] = useState(false)
  const choose = (next: string | null) => {
    onChange(next)
    setOpen(false)
  }
  return (
    <div className={styles['emojiField']}>
      <span aria-hidden>{t('form.emoji')}</span>
      <button
        ref={setButton}
        type="button"
        className={styles['emoji']}
        aria-label={emoji === null ? t('form.emojiNone') : t('form.emojiIs', { emoji })}
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      >
        {emoji ?? <Smile size="1.25rem" strokeWidth={1.5} aria-hidden />}
      </button>
      <EmojiPicker
        open={isOpen}
        onOpenChange={setOpen}
        anchor={button}
        returnFocus={() => button}
        onPick={choose}
        emojiOnly
        foot={
          emoji !== null && (
            <Button look="quiet" size="small" onClick={() => choose(null)}>
              {t('form.emojiWithout')}
            </Button>
          )
        }
      />
    </div>
  )
}
