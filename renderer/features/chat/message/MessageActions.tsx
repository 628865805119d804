import { useState } from 'react'
import { excerpt } from '#shared/excerpt.ts'
import type { Message } from '#shared/model/message.ts'
import { spokenText } from '#shared/model/part.ts'
import { useActions } from '#renderer/actions/use-actions.ts'
import { plainWords } from '#renderer/markdown/plain-words.ts'
import { MessageDetails } from './MessageDetails.tsx'
import { useMessageEntries } from './use-message-entries.tsx'

/** As much of a message as tells it from its neighbours in a list of things to do. */
const told = 24

/** Offers in the palette what can be done to the one message that the keys are on. */
export function MessageActions({ message, onEdit }: { readonly message: Message; readonly onEdit: () => void }) {
  const [details, setDetails] = useState(false)
  const groups = useMessageEntries(message, { onEdit, onDetails: () => setDetails(true) })
  const about = excerpt(plainWords(spokenText(message.parts)).replaceAll(/\s+/gu, ' '), told)
  useActions(
    groups.flat().map(({ key, label, onSelect }) => ({
      id: `message.${key}`,
      name: label,
      group: 'messages',
      about,
      run: onSelect,
    })),
  )
  return <MessageDetails message={message} open={details} onOpenChange={setDetails} />
}
