import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import type { Message } from '#shared/model/message.ts'
import { useMessageSetting } from '../message/message-context.ts'

/** Who says a message, as the thread calls them. */
export function useNameOf(): (message: Message) => string {
  const { t } = useTranslation('chat')
  const { name } = useMessageSetting()
  return useCallback(({ role, author }: Message) => (role === 'user' ? t('thread.you') : (author ?? name)), [name, t])
}
