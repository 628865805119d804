import { MessageSquareQuote } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Message } from '#shared/model/message.ts'
import { spokenText } from '#shared/model/part.ts'
import { quotable, readQuote } from '#shared/model/quoted.ts'
import { useMessageSetting, useSpeaker } from '../message/message-context.ts'
import type { MessageEntry } from '../message/use-message-entries.tsx'
import { useWriter } from './writer.ts'

/** Answering to a message by its words: of what is selected in it, or of all. */
export function useQuoteEntry(message: Message): readonly MessageEntry[] {
  const { t } = useTranslation('chat')
  const { canReply } = useMessageSetting()
  const { name } = useSpeaker(message)
  const writer = useWriter()
  const spoken = spokenText(message.parts)
  // What it quotes itself is somebody else's.
  const own = message.replyToId === null ? spoken : (readQuote(spoken)?.text ?? spoken)
  if (!canReply || own.trim() === '') return []
  const quote = () => {
    const author = message.role === 'user' ? t('thread.you') : name
    const text = quotable(selectedIn(message) ?? own)
    writer.current?.quote({ messageId: message.id, author, text })
  }
  return [{ key: 'quote', label: t('composer.quote'), icon: <MessageSquareQuote />, rail: true, onSelect: quote }]
}

function selectedIn({ id }: Message): string | null {
  const selection = document.getSelection()
  const row = document.querySelector(`article[data-message="${id}"]`)
  const text = selection?.toString().trim() ?? ''
  if (!selection || !row || text === '') return null
  return row.contains(selection.anchorNode) && row.contains(selection.focusNode) ? text : null
}
