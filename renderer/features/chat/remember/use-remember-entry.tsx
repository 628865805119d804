import { BookHeart } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Message } from '#shared/model/message.ts'
import { spokenText } from '#shared/model/part.ts'
import type { MessageEntry } from '../message/use-message-entries.tsx'
import { useRemember } from './RememberSpace.tsx'

/** Making a memory of a message. */
export function useRememberEntry(message: Message): readonly MessageEntry[] {
  const { t } = useTranslation('memory')
  const remember = useRemember()
  if (remember === null || spokenText(message.parts).trim() === '') return []
  return [{ key: 'remember', label: t('remember'), icon: <BookHeart />, onSelect: () => remember(message) }]
}
