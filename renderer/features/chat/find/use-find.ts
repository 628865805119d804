import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { type RefObject, useEffect, useMemo, useRef, useState } from 'react'
import type { ConversationId, MessageId } from '#shared/model/ids.ts'
import { patternOf } from '#shared/spellings.ts'
import { useApi } from '#renderer/rpc/RpcProvider.tsx'
import type { GoTo } from '../message/use-message-actions.ts'
import { rowsInView } from '../thread/rows-in-view.ts'
import { lightsOut, lightUp } from './light-up.ts'

const restMilliseconds = 90

export type Find = {
  /** Undefined until there is an answer. */
  readonly count: number | undefined
  readonly more: boolean
  /** Which of the hits one stands at, from 0, the latest first. */
  readonly at: number
  /** To the next earlier hit (1) or the next later one (-1), round and round. */
  readonly step: (by: 1 | -1) => void
  readonly error: Error | null
}

/** Finds words in the thread, lights them up where they are drawn, and steps from one to the next. */
export function useFind(options: {
  readonly conversationId: ConversationId
  readonly query: string
  readonly scroller: RefObject<HTMLElement | null>
  readonly goTo: GoTo
}): Find {
  const { conversationId, scroller, goTo } = options
  const typed = options.query.trim()
  const [query, setQuery] = useState(typed)
  useEffect(() => {
    const timer = setTimeout(() => setQuery(typed), restMilliseconds)
    return () => clearTimeout(timer)
  }, [typed])
  const answer = useQuery({
    ...useApi().search.inThread.queryOptions({ input: { conversationId, query } }),
    select: (data) => ({ ...data, query }),
    enabled: query !== '',
    placeholderData: keepPreviousData,
    gcTime: 60_000,
  })
  const found = query === '' ? undefined : answer.data
  const ids = found?.messageIds
  const hits = useMemo(() => new Set(ids), [ids])
  const pattern = useMemo(() => patternOf(found?.spellings ?? []), [found?.spellings])

  const [current, setCurrent] = useState<MessageId | null>(null)
  const wanted = useRef<MessageId | null>(null)
  const at = current === null ? -1 : (ids?.indexOf(current) ?? -1)

  const stand = (id: MessageId) => {
    // On the way to another hit, what is drawn now will soon be gone.
    const underway = wanted.current !== null
    setCurrent(id)
    wanted.current = id
    const row = scroller.current?.querySelector(`[data-message="${id}"]`)
    if (underway || row?.checkVisibility() !== true) goTo({ from: 'around', messageId: id })
  }

  // New words begin at the hit nearest above the end of the view; words that go on stay where they are found still.
  const standNear = () => {
    if (!ids || ids.length === 0 || (current !== null && hits.has(current))) return
    const last = scroller.current ? (rowsInView(scroller.current)?.last ?? null) : null
    const near = ids.find((id) => last === null || id <= last) ?? ids[0]
    if (near !== undefined) stand(near)
  }
  const near = useRef(standNear)
  near.current = standNear
  useEffect(() => near.current(), [ids])

  useEffect(() => {
    const element = scroller.current
    if (!element) return
    let frame = 0
    const light = () => {
      frame = 0
      const range = lightUp(element, hits, pattern, current)
      if (range === null || wanted.current !== current) return
      wanted.current = null
      bringIntoView(element, range)
    }
    const later = () => {
      if (frame === 0) frame = requestAnimationFrame(light)
    }
    later()
    const observer = new MutationObserver(later)
    observer.observe(element, { childList: true, subtree: true, characterData: true })
    return () => {
      observer.disconnect()
      cancelAnimationFrame(frame)
    }
  }, [scroller, hits, pattern, current])
  useEffect(() => lightsOut, [])

  return {
    count: ids?.length,
    more: found?.more ?? false,
    at,
    step: (by) => {
      if (!ids || ids.length === 0) return
      const next = ids[(at + by + ids.length) % ids.length]
      if (next !== undefined) stand(next)
    },
    error: query === '' ? null : answer.error,
  }
}

/** Long messages are taller than the view, so it is the very words that must come into it. */
function bringIntoView(scroller: HTMLElement, range: Range): void {
  const edge = scroller.getBoundingClientRect()
  const box = range.getBoundingClientRect()
  const room = edge.height / 6
  if (box.top >= edge.top + room && box.bottom <= edge.bottom - room) return
  scroller.scrollTop += box.top - edge.top - edge.height / 3
}
