import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef } from 'react'
import type { ConversationId } from '#shared/model/ids.ts'
import { useClient } from '#renderer/rpc/RpcProvider.tsx'
import { rowsInView } from './rows-in-view.ts'
import type { VisitedWindow } from './use-thread.ts'

/** How long the thread rests before its place is kept. */
const restMilliseconds = 700

/**
 * Keeps in the vault where the reader is, once a while after the thread has come to rest and when it is left, so that it
 * opens there again. Answers what to call whenever it moves.
 */
export function useLeftPlace(
  conversationId: ConversationId,
  scroller: RefObject<HTMLElement | null>,
  pinned: RefObject<boolean>,
  window: VisitedWindow | undefined,
): () => void {
  const client = useClient()
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const shown = useRef(window)
  shown.current = window
  const kept = useRef('')

  const keep = useCallback(() => {
    clearTimeout(timer.current)
    timer.current = undefined
    const element = scroller.current
    // Of another version nobody is to be surprised with the next time; and nobody reads in a window that is hidden.
    if (!element || shown.current?.onThread !== true) return
    const view = rowsInView(element)
    if (!view) return
    const left = { place: pinned.current ? null : view.first, seen: view.last }
    const said = JSON.stringify(left)
    if (said === kept.current) return
    kept.current = said
    client.reading.leave({ id: conversationId, ...left }).catch(() => {
      // What could not be kept is tried again with the next move.
      kept.current = ''
    })
  }, [client, conversationId, scroller, pinned])

  useLayoutEffect(() => keep, [keep])
  useEffect(() => {
    const onHide = () => {
      if (timer.current !== undefined) keep()
    }
    document.addEventListener('visibilitychange', onHide)
    globalThis.addEventListener('pagehide', onHide)
    return () => {
      document.removeEventListener('visibilitychange', onHide)
      globalThis.removeEventListener('pagehide', onHide)
    }
  }, [keep])

  return useCallback(() => {
    if (document.visibilityState === 'hidden') return
    clearTimeout(timer.current)
    timer.current = setTimeout(keep, restMilliseconds)
  }, [keep])
}
