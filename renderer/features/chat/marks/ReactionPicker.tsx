import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { MessageId } from '#shared/model/ids.ts'
import { asEmoji } from '#shared/model/mark.ts'
import { Button } from '#renderer/design/Button.tsx'
import { Popover } from '#renderer/design/Popover.tsx'
import { TextField } from '#renderer/design/TextField.tsx'
import { useMarkActions, useMarksOf } from './marks-context.ts'
import styles from './ReactionPicker.module.css'

const usual = ['❤️', '🥹', '🥰', '😂', '😢', '🫂', '🙏', '✨']

/** A few reactions at hand, and a field for any other. They stay with the person: nobody is told. */
export function ReactionPicker({
  messageId,
  onClose,
}: {
  readonly messageId: MessageId
  readonly onClose: () => void
}) {
  const { t } = useTranslation('chat')
  const { react } = useMarkActions()
  const given = useMarksOf(messageId)?.reactions ?? []
  const [typed, setTyped] = useState('')
  const [wrong, setWrong] = useState(false)
  const [anchor] = useState(() => document.querySelector<HTMLElement>(`article[data-message="${messageId}"]`))

  const choose = (emoji: string) => {
    react(messageId, emoji, !given.includes(emoji))
    onClose()
  }
  return (
    <Popover open onOpenChange={(open) => !open && onClose()} anchor={anchor} label={t('marks.chooseReaction')}>
      <div className={styles['usual']}>
        {usual.map((emoji) => (
          <button
            key={emoji}
            type="button"
            className={styles['emoji']}
            aria-pressed={given.includes(emoji)}
            onClick={() => choose(emoji)}
          >
            {emoji}
          </button>
        ))}
      </div>
      <form
        className={styles['other']}
        onSubmit={(event) => {
          event.preventDefault()
          const emoji = asEmoji(typed)
          if (emoji === null) setWrong(true)
          else choose(emoji)
        }}
      >
        <TextField
          label={t('marks.otherReaction')}
          error={wrong ? t('marks.notOneEmoji') : null}
          value={typed}
          maxLength={40}
          onChange={(event) => {
            setTyped(event.target.value)
            setWrong(false)
          }}
        />
        <Button type="submit" disabled={typed.trim() === ''}>
          {t('marks.giveReaction')}
        </Button>
      </form>
    </Popover>
  )
}
