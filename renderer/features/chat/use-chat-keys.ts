import { useTranslation } from 'react-i18next'
import { useActions } from '#renderer/actions/use-actions.ts'

/** What can be done in a chat at any time, and the keys that the thread and the composer answer themselves. */
export function useChatKeys(chat: {
  readonly writing: boolean
  readonly onStop: () => void
  readonly onSearch: () => void
}): void {
  const { t } = useTranslation('actions')
  useActions([
    { id: 'chat.search', name: t('chat.search'), group: 'conversation', keys: 'Mod+F', run: chat.onSearch },
    {
      id: 'chat.stop',
      name: t('chat.stop'),
      group: 'conversation',
      keys: 'Escape',
      enabled: chat.writing,
      run: chat.onStop,
    },
    { id: 'chat.walk', name: t('chat.walk'), group: 'messages', keys: ['ArrowUp', 'ArrowDown'] },
    { id: 'chat.versions', name: t('chat.versions'), group: 'messages', keys: ['ArrowLeft', 'ArrowRight'] },
    { id: 'chat.send', name: t('chat.send'), group: 'writing', keys: 'Enter' },
    { id: 'chat.newLine', name: t('chat.newLine'), group: 'writing', keys: 'Shift+Enter' },
  ])
}
