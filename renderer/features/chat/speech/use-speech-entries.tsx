import { Square, Volume2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Message } from '#shared/model/message.ts'
import type { MessageEntry } from '../message/use-message-entries.tsx'
import { hasWords } from '../thread/thread-rows.ts'
import { useIsRead, useSpeech } from './SpeechSpace.tsx'

/** Reading a message aloud, and stopping. */
export function useSpeechEntries(message: Message): MessageEntry[] {
  const { t } = useTranslation('chat')
  const { reader, readAloud } = useSpeech()
  const reading = useIsRead(message.id)
  if (!hasWords(message)) return []
  return [
    reading
      ? { key: 'read', label: t('speech.stop'), icon: <Square />, onSelect: reader.stop }
      : { key: 'read', label: t('speech.read'), icon: <Volume2 />, onSelect: () => readAloud(message) },
  ]
}
