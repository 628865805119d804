import { FastForward, ScrollText } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { isCutOff } from '#shared/model/cut-off.ts'
import type { Message } from '#shared/model/message.ts'
import { Button } from '#renderer/design/Button.tsx'
import { useMessageSetting } from '../message/message-context.ts'

/** Under a reply that was cut off: the way on with it, and what that would send. */
export function GoOn({ message }: { readonly message: Message }) {
  const { t } = useTranslation('chat')
  const { actions, canReply, lookAt } = useMessageSetting()
  if (!canReply || !isCutOff(message)) return null
  return (
    <>
      <Button
        size="small"
        icon={<FastForward size="1em" strokeWidth={1.5} aria-hidden />}
        onClick={() => actions.continue(message)}
      >
        {t('branch.continue')}
      </Button>
      <Button
        size="small"
        look="quiet"
        icon={<ScrollText size="1em" strokeWidth={1.5} aria-hidden />}
        onClick={() => lookAt({ again: { messageId: message.id, goesOn: true } })}
      >
        {t('context.look')}
      </Button>
    </>
  )
}
