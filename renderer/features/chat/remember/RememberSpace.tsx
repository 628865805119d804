import { createContext, use, useState, type ReactNode } from 'react'
import type { CompanionId } from '#shared/model/ids.ts'
import type { Message } from '#shared/model/message.ts'
import { RememberDialog } from './RememberDialog.tsx'

const Context = createContext<((message: Message) => void) | null>(null)

/** Opens what is asked before a message of the thread becomes a memory. Where nobody could remember, nothing does. */
export function RememberSpace(props: { readonly companionId: CompanionId | null; readonly children: ReactNode }) {
  const { companionId, children } = props
  const [message, setMessage] = useState<Message | null>(null)
  return (
    <Context value={companionId === null ? null : setMessage}>
      {children}
      {message !== null && companionId !== null && (
        <RememberDialog key={message.id} companionId={companionId} message={message} onClose={() => setMessage(null)} />
      )}
    </Context>
  )
}

/** Asks to remember a message; null where nobody would. */
export function useRemember(): ((message: Message) => void) | null {
  return use(Context)
}
