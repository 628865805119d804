import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import type { Message } from '#shared/model/message.ts'
import { useMessageSetting } from '../message/message-context.ts'

/** Who says a message, as the thread calls them. */
export function useNameOf(): (message: Message) => string {
  const { t } = useTranslation('chat')
  const { name, companions } = useMessageSetting()
  return useCallback(
    ({ role, author, companionId }: Message) => {
      if (role === 'user') return t('thread.you')
      return author ?? companions.find(({ id }) => id === companionId)?.profile.name ?? name
    },
    [name, companions, t],
  )
}
