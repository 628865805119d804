import type actions from '#locales/en/actions.json'
import type cards from '#locales/en/cards.json'
import type chat from '#locales/en/chat.json'
import type common from '#locales/en/common.json'
import type companion from '#locales/en/companion.json'
import type days from '#locales/en/days.json'
import type draft from '#locales/en/draft.json'
import type emoji from '#locales/en/emoji.json'
import type errors from '#locales/en/errors.json'
import type exporting from '#locales/en/export.json'
import type guide from '#locales/en/guide.json'
import type importing from '#locales/en/import.json'
import type letter from '#locales/en/letter.json'
import type library from '#locales/en/library.json'
import type memory from '#locales/en/memory.json'
import type lore from '#locales/en/lore.json'
import type story from '#locales/en/story.json'
import type settings from '#locales/en/settings.json'
import type welcome from '#locales/en/welcome.json'
import type { formatNames } from '#shared/model/formats.ts'

// Every key of every text is checked by the compiler against the English files.
declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common'
    returnNull: false
    resources: {
      actions: typeof actions
      cards: typeof cards
      chat: typeof chat
      common: typeof common
      companion: typeof companion
      days: typeof days
      draft: typeof draft
      emoji: typeof emoji
      errors: typeof errors
      export: typeof exporting
      guide: typeof guide
      import: typeof importing
      letter: typeof letter
      library: Omit<typeof library, 'source'> & { source: typeof library.source & typeof formatNames }
      lore: typeof lore
      memory: typeof memory
      settings: typeof settings
      story: typeof story
      welcome: typeof welcome
    }
  }
}
