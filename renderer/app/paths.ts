import type { CompanionId, ConversationId, MessageId, MilestoneId } from '#shared/model/ids.ts'

export const settingsPages = ['you', 'models', 'network', 'privacy', 'language', 'appearance', 'about'] as const
export type SettingsPage = (typeof settingsPages)[number]

/** The parts of a companion. */
export const companionTabs = ['profile', 'letter', 'memories', 'lorebook', 'model', 'card'] as const
export type CompanionTab = (typeof companionTabs)[number]

export const dayViews = ['ours', 'month', 'year', 'settings'] as const
export type DayView = (typeof dayViews)[number]

/** Every address of the interface; they live in the hash, so that any host serves one page. */
export const paths = {
  home: () => '/',
  chat: (id: ConversationId) => `/chat/${id}`,
  /** Opens the conversation with this message in view. */
  message: (id: ConversationId, messageId: MessageId) => `/chat/${id}/at/${messageId}`,
  library: () => '/library',
  newCompanion: () => '/companion/new',
  newFromCard: () => '/companion/new/card',
  companion: (id: CompanionId, tab: CompanionTab = 'profile') => `/companion/${id}/${tab}`,
  story: (id: CompanionId) => `/story/${id}`,
  /** With whoever comes first. */
  anyStory: () => '/story',
  days: (view: DayView = 'ours') => `/days/${view}`,
  newDay: () => '/day/new',
  /** A new day that comes from this message. */
  newDayFrom: (messageId: MessageId) => `/day/new/from/${messageId}`,
  /** A new day on this date. */
  newDayOn: (date: string) => `/day/new/on/${date}`,
  day: (id: MilestoneId) => `/day/${id}`,
  import: () => '/import',
  export: () => '/export',
  exportCompanion: (id: CompanionId) => `/export/companion/${id}`,
  exportConversation: (id: ConversationId) => `/export/conversation/${id}`,
  exportMessages: (id: ConversationId, messageIds: readonly MessageId[]) =>
    `/export/messages/${id}/${messageIds.join('.')}`,
  settings: (page: SettingsPage = 'models') => `/settings/${page}`,
} as const

/** The same addresses as the router matches them. */
export const patterns = {
  home: '/',
  chat: '/chat/:conversationId',
  message: '/chat/:conversationId/at/:messageId',
  library: '/library',
  newCompanion: '/companion/new',
  newFromCard: '/companion/new/card',
  companion: '/companion/:companionId/:tab?',
  story: '/story/:companionId?',
  days: '/days/:view',
  newDay: '/day/new',
  newDayFrom: '/day/new/from/:messageId',
  newDayOn: '/day/new/on/:date',
  day: '/day/:milestoneId',
  import: '/import',
  export: '/export',
  exportCompanion: '/export/companion/:companionId',
  exportConversation: '/export/conversation/:conversationId',
  exportMessages: '/export/messages/:conversationId/:messageIds',
  settings: '/settings/:page',
} as const
