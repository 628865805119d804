import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { ConversationId, MessageId } from '#shared/model/ids.ts'
import { rowsInView, scrollToPlace } from './rows-in-view.ts'
import { useLeftPlace } from './use-left-place.ts'
import type { Place, Thread, VisitedWindow } from './use-thread.ts'

/** How near the end counts as reading the end, in px. */
const nearEnd = 64
/** How far ahead of the edge the next page is fetched, in px. */
const ahead = 2_000

export type ThreadScroll = {
  readonly content: RefObject<HTMLDivElement | null>
  readonly pinned: RefObject<boolean>
  readonly onScroll: () => void
  /** False while newer words are out of view. */
  readonly atEnd: boolean
  /** How many messages stand below that were never in view. */
  readonly below: number
  readonly scrollToEnd: () => void
}

/**
 * Opens the thread at its place, follows the end while the reader is there, asks for the next page in time, and never
 * moves a reader who is elsewhere.
 */
export function useThreadScroll(
  conversationId: ConversationId,
  scroller: RefObject<HTMLDivElement | null>,
  thread: Thread,
  window: VisitedWindow | undefined,
  place: Place,
): ThreadScroll {
  const content = useRef<HTMLDivElement>(null)
  const pinned = useRef(place.anchor.from === 'end')
  const arrived = useRef(-1)
  const [atEnd, setAtEnd] = useState(true)
  const seenDepth = useRef<number | null>(null)
  const [below, setBelow] = useState(0)
  const moved = useLeftPlace(conversationId, scroller, pinned, window)
  const latest = useRef({ thread, window })
  latest.current = { thread, window }

  const settle = useCallback(() => {
    const element = scroller.current
    const { window, thread } = latest.current
    if (!element || !window) return
    const below = element.scrollHeight - element.clientHeight - element.scrollTop
    pinned.current = below < nearEnd && !window.hasAfter
    setAtEnd(pinned.current)
    const last = rowsInView(element)?.last
    const depth = window.messages.find(({ id }) => id === last)?.depth ?? -1
    const opened = window.news ? window.news.depth - 1 : window.lastDepth
    seenDepth.current = pinned.current ? window.lastDepth : Math.max(seenDepth.current ?? opened, depth)
    setBelow(window.onThread ? Math.max(0, window.lastDepth - seenDepth.current) : 0)
    moved()
    if (element.scrollTop < ahead && window.hasBefore) thread.loadOlder()
    else if (below < ahead && window.hasAfter) thread.loadNewer()
  }, [moved, scroller])

  const scrollToEnd = useCallback(() => {
    const element = scroller.current
    if (!element) return
    pinned.current = true
    element.scrollTop = element.scrollHeight
    setAtEnd(true)
  }, [scroller])

  useLayoutEffect(() => {
    const element = scroller.current
    if (!element || !window) return
    if (arrived.current !== window.visit) {
      arrived.current = window.visit
      if (!place.hold) goTo(element, place, window)
      // Whoever came here for one message hears that message.
      if (place.visit === 0 && place.anchor.from === 'around')
        rowOf(element, place.anchor.messageId)?.focus({ preventScroll: true })
    } else if (pinned.current && !window.hasAfter) {
      element.scrollTop = element.scrollHeight
    }
    settle()
  }, [window, place, settle, scroller])

  useEffect(() => {
    const element = scroller.current
    const inner = content.current
    if (!element || !inner) return
    // Words arrive, pictures load, the composer grows: the end stays in view for whoever reads there.
    const observer = new ResizeObserver(() => {
      if (pinned.current) element.scrollTop = element.scrollHeight
    })
    observer.observe(inner)
    observer.observe(element)
    return () => observer.disconnect()
  }, [scroller])

  return { content, pinned, onScroll: settle, atEnd, below, scrollToEnd }
}

function rowOf(element: HTMLElement, id: MessageId): HTMLElement | null {
  return element.querySelector(`[data-message="${id}"]`)
}

function goTo(element: HTMLElement, place: Place, window: VisitedWindow): void {
  const { anchor } = place
  if (anchor.from === 'left') {
    if (window.left && scrollToPlace(element, window.left)) return
    const line = element.querySelector('[data-new]')
    const height = element.clientHeight
    element.scrollTop = element.scrollHeight
    // A little of what is known already stands above what is new.
    if (line)
      element.scrollTop += Math.min(
        0,
        line.getBoundingClientRect().top - element.getBoundingClientRect().top - height / 4,
      )
    return
  }
  if (anchor.from === 'depth') {
    const id = window.messages.find(({ depth }) => depth >= anchor.depth)?.id
    if (id !== undefined) rowOf(element, id)?.scrollIntoView({ block: 'start' })
    return
  }
  if (anchor.from === 'around') {
    const row = rowOf(element, anchor.messageId)
    const fold = row?.closest('details')
    if (fold) fold.open = true
    row?.scrollIntoView({ block: row.offsetHeight > element.clientHeight * 0.8 ? 'start' : 'center' })
  } else if (anchor.from === 'time') {
    const rows = [...element.querySelectorAll<HTMLElement>('[data-time]')]
    const row = rows.find((candidate) => Number(candidate.dataset['time']) >= anchor.time) ?? rows.at(-1)
    row?.scrollIntoView({ block: 'start' })
  } else {
    element.scrollTop = element.scrollHeight
  }
}
