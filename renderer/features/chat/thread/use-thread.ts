import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef } from 'react'
import type { ThreadAnchor } from '#shared/contract/conversations.ts'
import type { ConversationId, MessageId } from '#shared/model/ids.ts'
import type { NewMessages, ReadingPlace } from '#shared/model/reading.ts'
import { useRpc } from '#renderer/rpc/RpcProvider.tsx'
import {
  anchorToRefresh,
  openingSize,
  pageSize,
  shareUnchanged,
  type ThreadWindow,
  withNewer,
  withOlder,
} from './thread-window.ts'

/** Where the reader wants to be. Each wish has a `visit` of its own, so that the same place can be asked for again. */
export type Place = {
  readonly visit: number
  /** `left`: where it was left the last time, at what has come since, or at the end. */
  readonly anchor: ThreadAnchor | { readonly from: 'left' }
  /** Lit up on arrival. */
  readonly flash: MessageId | null
  /** What is in view stays where it is, as after stepping to another version. */
  readonly hold: boolean
}

/** A window with the visit that it answers, which is behind the wished one while its page is being read. */
export type VisitedWindow = ThreadWindow & {
  readonly visit: number
  /** Where it was left the last time; null where that was the end, and where somebody wished to be elsewhere. */
  readonly left: ReadingPlace | null
  /** What had come since, when it was opened; the same for as long as it is open. */
  readonly news: NewMessages | null
}

export type Thread = {
  /** Undefined until the first page is there. */
  readonly window: VisitedWindow | undefined
  readonly error: Error | null
  readonly loadOlder: () => void
  readonly loadNewer: () => void
  readonly refresh: () => void
}

/** Answers with `previous` itself where nothing changed: whatever is new is rendered. */
function shareVisited(previous: VisitedWindow | undefined, next: VisitedWindow): VisitedWindow {
  const shared = shareUnchanged(previous, next)
  const same =
    previous?.messages === shared.messages &&
    previous.hasBefore === shared.hasBefore &&
    previous.hasAfter === shared.hasAfter &&
    previous.onThread === shared.onThread &&
    previous.lastDepth === shared.lastDepth &&
    previous.visit === shared.visit
  return same ? previous : shared
}

/** A stretch of the visible thread around a place, kept fresh by the change feed and grown at both ends on demand. */
export function useThread(conversationId: ConversationId, place: Place): Thread {
  const { client, changes } = useRpc()
  const queries = useQueryClient()
  const queryKey = [['thread-window'], conversationId, place.visit] as const
  const keyText = JSON.stringify(queryKey)
  const loading = useRef(false)
  const news = useRef<NewMessages | null>(null)

  const query = useQuery({
    queryKey,
    queryFn: async ({ signal }): Promise<VisitedWindow> => {
      const known = queries.getQueryData<VisitedWindow>(queryKey)
      const { anchor, limit } = known ? anchorToRefresh(known) : { anchor: place.anchor, limit: openingSize }
      const own = { visit: place.visit, left: known?.left ?? null }
      if (anchor.from === 'left') {
        const opened = await client.reading.open({ id: conversationId, limit }, { signal })
        news.current = opened.news
        return { ...opened.page, ...own, left: opened.place, news: opened.news }
      }
      const page = await client.conversations.thread({ id: conversationId, anchor, limit }, { signal })
      return { ...page, ...own, news: news.current }
    },
    structuralSharing: (previous, next) => shareVisited(previous as VisitedWindow | undefined, next as VisitedWindow),
    placeholderData: keepPreviousData,
    gcTime: 0,
  })

  const refresh = useCallback(() => {
    void queries.invalidateQueries({ queryKey: JSON.parse(keyText) })
  }, [queries, keyText])

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const stop = changes.listen((change) => {
      const here = change.conversationId ?? (change.entity === 'conversation' ? change.id : undefined)
      if (change.entity !== 'message' && change.entity !== 'conversation') return
      if (here !== undefined && here !== conversationId) return
      // A burst of changes is read once.
      timer ??= setTimeout(() => {
        timer = undefined
        refresh()
      }, 25)
    })
    return () => {
      stop()
      clearTimeout(timer)
    }
  }, [changes, conversationId, refresh])

  const load = async (older: boolean) => {
    const window = queries.getQueryData<VisitedWindow>(queryKey)
    const edge = older ? window?.messages[0] : window?.messages.at(-1)
    if (!window || !edge || loading.current || !(older ? window.hasBefore : window.hasAfter)) return
    loading.current = true
    try {
      const anchor: ThreadAnchor = { from: older ? 'before' : 'after', messageId: edge.id }
      const page = await client.conversations.thread({ id: conversationId, anchor, limit: pageSize })
      queries.setQueryData<VisitedWindow>(queryKey, (present) => {
        const edgeNow = older ? present?.messages[0] : present?.messages.at(-1)
        if (!present || edgeNow?.id !== edge.id) return present
        return { ...present, ...(older ? withOlder(present, page) : withNewer(present, page)) }
      })
    } catch {
      // The next scroll asks again; what is in view stays as it is.
    } finally {
      loading.current = false
    }
  }

  return {
    window: query.data,
    error: query.data ? null : query.error,
    loadOlder: () => void load(true),
    loadNewer: () => void load(false),
    refresh,
  }
}
