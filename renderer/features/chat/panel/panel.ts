import type { ComponentType, ReactNode } from 'react'
import type { GoTo } from '../message/use-message-actions.ts'
import type { ConversationFacts } from '../use-conversation.ts'

/** The pages of the side panel. */
export type PanelId = 'about' | 'today' | 'next' | 'favourites' | 'media' | 'versions'

/** What a page of the side panel is given. */
export type PanelProps = {
  readonly facts: ConversationFacts
  /** Takes the thread to another place, and a panel that lies over the thread closes. */
  readonly goTo: GoTo
  readonly onClose: () => void
}

/** One page of the side panel. */
export type PanelEntry = {
  readonly id: PanelId
  readonly name: string
  readonly icon: ReactNode
  readonly Panel: ComponentType<PanelProps>
}
