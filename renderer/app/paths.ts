import type { CompanionId, ConversationId, MessageId } from '#shared/model/ids.ts'

export const settingsPages = ['models', 'network', 'privacy', 'language', 'appearance', 'about'] as const
export type SettingsPage = (typeof settingsPages)[number]

/** Every address of the interface; they live in the hash, so that any host serves one page. */
export const paths = {
  home: () => '/',
  chat: (id: ConversationId) => `/chat/${id}`,
  /** Opens the conversation with this message in view. */
  message: (id: ConversationId, messageId: MessageId) => `/chat/${id}/at/${messageId}`,
  library: () => '/library',
  newCompanion: () => '/companion/new',
  companion: (id: CompanionId) => `/companion/${id}`,
  import: () => '/import',
  settings: (page: SettingsPage = 'models') => `/settings/${page}`,
} as const

/** The same addresses as the router matches them. */
export const patterns = {
  home: '/',
  chat: '/chat/:conversationId',
  message: '/chat/:conversationId/at/:messageId',
  library: '/library',
  newCompanion: '/companion/new',
  companion: '/companion/:companionId',
  import: '/import',
  settings: '/settings/:page',
} as const
