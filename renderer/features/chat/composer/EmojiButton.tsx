import { Smile } from 'lucide-react'
import { type RefObject, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useActions } from '#renderer/actions/use-actions.ts'
import { IconButton } from '#renderer/design/IconButton.tsx'
import { EmojiPicker } from '#renderer/emoji/EmojiPicker.tsx'
import { useIsSelecting } from '../selection/selection-context.ts'

/** Opens the emoji and kaomoji; what is picked goes where the caret is, and so does the focus afterwards. */
export function EmojiButton(props: {
  readonly field: RefObject<HTMLTextAreaElement | null>
  readonly onPick: (text: string) => void
}) {
  const { t } = useTranslation('emoji')
  const [button, setButton] = useState<HTMLButtonElement | null>(null)
  const [picking, setPicking] = useState(false)
  const open = () => setPicking(true)
  const selecting = useIsSelecting()
  useActions([{ id: 'chat.emoji', name: t('title'), group: 'writing', enabled: !selecting, run: open }])
  return (
    <>
      <IconButton
        ref={setButton}
        name={t('title')}
        icon={<Smile />}
        active={picking}
        aria-haspopup="dialog"
        onClick={open}
      />
      <EmojiPicker
        open={picking}
        onOpenChange={setPicking}
        anchor={button}
        returnFocus={() => props.field.current}
        onPick={props.onPick}
      />
    </>
  )
}
