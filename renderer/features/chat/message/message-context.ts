import { createContext, use } from 'react'
import type { Companion } from '#shared/model/companion.ts'
import type { CompanionId } from '#shared/model/ids.ts'
import type { Message } from '#shared/model/message.ts'
import type { Branching } from '../branch/branching.ts'
import type { LookAt } from '../context/next-reply.ts'
import type { MessageActions } from './use-message-actions.ts'

/** What every message of a thread needs to know about the thread. */
export type MessageSetting = {
  readonly name: string
  readonly companionId: CompanionId | null
  readonly actions: MessageActions
  /** Whether a new reply can be asked for here at all. */
  readonly canReply: boolean
  readonly branching: Branching
  readonly lookAt: LookAt
  /** Everybody who may have spoken in a room. */
  readonly companions: readonly Companion[]
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

/** Who of a room said this, with the name they had then; elsewhere the thread's companion by name. */
export function useSpeaker(message: Message): { readonly name: string; readonly member: Companion | null } {
  const { name, companions } = useMessageSetting()
  if (message.companionId === null) return { name, member: null }
  const member = companions.find(({ id }) => id === message.companionId) ?? null
  return { name: message.author ?? member?.profile.name ?? name, member }
}
