import { Paperclip } from 'lucide-react'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useActions } from '#renderer/actions/use-actions.ts'
import { IconButton } from '#renderer/design/IconButton.tsx'
import { useIsSelecting } from '../../selection/selection-context.ts'

/** Asks the system for pictures and text files that are to go with the message. */
export function AttachButton({ onChosen }: { readonly onChosen: (files: readonly File[]) => void }) {
  const { t } = useTranslation('chat')
  const chooser = useRef<HTMLInputElement>(null)
  const choose = () => chooser.current?.click()
  const selecting = useIsSelecting()
  useActions([{ id: 'chat.attach', name: t('attach.choose'), group: 'writing', enabled: !selecting, run: choose }])
  return (
    <>
      <IconButton name={t('attach.choose')} icon={<Paperclip />} onClick={choose} />
      <input
        ref={chooser}
        type="file"
        multiple
        hidden
        onChange={(event) => {
          onChosen([...(event.target.files ?? [])])
          event.target.value = ''
        }}
      />
    </>
  )
}
