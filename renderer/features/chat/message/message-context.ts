import { createContext, use } from 'react'
import type { CompanionId } from '#shared/model/ids.ts'
import type { MessageActions } from './use-message-actions.ts'

/** What every message of a thread needs to know about the thread. */
export type MessageSetting = {
  readonly name: string
  readonly companionId: CompanionId | null
  readonly actions: MessageActions
  /** Whether a new reply can be asked for here at all. */
  readonly canReply: boolean
}

const Context = createContext<MessageSetting | null>(null)

/** Gives the messages of a thread their setting. */
export const MessageSettingProvider = Context

/** The setting of the thread around. */
export function useMessageSetting(): MessageSetting {
  const setting = use(Context)
  if (!setting) throw new Error('useMessageSetting outside of MessageSettingProvider')
  return setting
}
