import type { QueryClient, QueryKey } from '@tanstack/react-query'
import type { Change } from '#shared/model/change.ts'
import type { ConversationId } from '#shared/model/ids.ts'
import type { Api, Client } from './api.ts'
import { follow } from './follow.ts'
import { refreshConversation } from './refresh-conversation.ts'

/** Which queries may be stale after a change. The only place that knows. */
const affected: Record<Change['entity'], (api: Api) => readonly QueryKey[]> = {
  companion: (api) => [
    api.companions.key(),
    api.memories.unread.key(),
    api.letter.readers.key(),
    api.revisions.list.key(),
    api.prompt.key(),
    api.conversations.list.key(),
    api.conversations.get.key(),
  ],
  letter: (api) => [api.search.things.key(), api.letter.get.key(), api.revisions.list.key(), api.prompt.key()],
  'letter-draft': (api) => [api.letterDraft.current.key()],
  lore: (api) => [api.lore.key(), api.prompt.key(), api.search.things.key()],
  self: (api) => [api.self.key(), api.revisions.list.key(), api.prompt.key()],
  // One that is known by its id is fetched by itself, see below.
  conversation: (api) => [
    api.library.key(),
    api.conversations.sources.key(),
    api.prompt.key(),
    api.companions.speakers.key(),
    api.search.key(),
    api.story.key(),
  ],
  message: (api) => [
    api.library.rows.key(),
    api.conversations.thread.key(),
    api.prompt.key(),
    api.companions.speakers.key(),
    api.search.key(),
    api.story.key(),
    api.memories.unread.key(),
    api.reading.key(),
    api.marks.list.key(),
  ],
  // Who writes at a draft listens for itself.
  draft: () => [],
  outbox: (api) => [api.outbox.key()],
  mark: (api) => [api.marks.key(), api.search.key()],
  meaning: (api) => [api.meaning.key(), api.prompt.key()],
  memory: (api) => [api.memories.key(), api.summaries.key(), api.prompt.key(), api.search.things.key()],
  provider: (api) => [api.providers.key(), api.prompt.key(), api.letter.readers.key(), api.memories.unread.key()],
  milestone: (api) => [api.milestones.key(), api.prompt.key(), api.search.things.key()],
  settings: (api) => [api.settings.key()],
  preferences: (api) => [api.system.preferences.key()],
  'import-run': (api) => [
    api.imports.list.key(),
    api.imports.leftCompanions.key(),
    api.milestones.suggestions.key(),
    api.milestones.onThisDay.key(),
  ],
}

const settleMs = 40
/** Beyond so many at once, fetching whole lists is less work. */
const mostByThemselves = 8

export type ChangeFeed = {
  /** Every change as it comes, for what is not kept in queries (a thread's window). Returns the way out. */
  readonly listen: (listener: (change: Change) => void) => () => void
  /** Follows the host's changes until the signal aborts; call once per unlocked time. */
  readonly run: (signal: AbortSignal) => Promise<void>
}

export function createChangeFeed(client: Client, api: Api, queries: QueryClient): ChangeFeed {
  const listeners = new Set<(change: Change) => void>()
  const waiting = new Set<Change['entity']>()
  /** Conversations that changed one by one; null when any may have. */
  let conversations: Set<ConversationId> | null = new Set()
  let timer: ReturnType<typeof setTimeout> | undefined

  function flush() {
    timer = undefined
    const keys = new Map<string, QueryKey>()
    for (const entity of waiting) {
      for (const key of affected[entity](api)) keys.set(JSON.stringify(key), key)
    }
    waiting.clear()
    if (conversations === null || conversations.size > mostByThemselves) {
      for (const queryKey of [api.conversations.list.key(), api.conversations.get.key()]) {
        keys.set(JSON.stringify(queryKey), queryKey)
      }
    } else {
      for (const id of conversations) void refreshConversation({ client, api, queries }, id)
    }
    conversations = new Set()
    for (const queryKey of keys.values()) void queries.invalidateQueries({ queryKey })
  }

  function note(change: Change) {
    waiting.add(change.entity)
    if (change.entity === 'conversation') {
      if (change.id === undefined) conversations = null
      else conversations?.add(change.id as ConversationId)
    }
    timer ??= setTimeout(flush, settleMs)
  }

  return {
    listen(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    async run(signal) {
      let openedBefore = false
      await follow({
        signal,
        async open(openSignal) {
          const stream = await client.changes.watch(undefined, { signal: openSignal })
          // Whatever happened while nobody listened is unknown, so all of it counts as stale.
          if (openedBefore) {
            void queries.invalidateQueries()
            // A draft is no query.
            for (const listener of listeners) listener({ entity: 'draft', kind: 'updated' })
          }
          openedBefore = true
          return stream
        },
        onEvent(change) {
          note(change)
          for (const listener of listeners) listener(change)
        },
      })
      clearTimeout(timer)
      timer = undefined
      waiting.clear()
      conversations = new Set()
    },
  }
}
