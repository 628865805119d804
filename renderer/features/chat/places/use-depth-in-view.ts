import { type RefObject, useEffect, useRef, useState } from 'react'
import type { Message } from '#shared/model/message.ts'
import { rowsInView } from '../thread/rows-in-view.ts'

/** The depth of the first message in view as the thread scrolls, and the width of its scroll bar in px. */
export function useDepthInView(
  scroller: RefObject<HTMLElement | null>,
  messages: readonly Message[] | undefined,
): { readonly depth: number; readonly gutter: number } {
  const [depth, setDepth] = useState(0)
  const [gutter, setGutter] = useState(0)
  const shown = useRef(messages)
  shown.current = messages
  useEffect(() => {
    const element = scroller.current
    if (!element) return
    let frame = 0
    const look = () => {
      frame = 0
      const atEnd = element.scrollHeight - element.clientHeight - element.scrollTop < 2
      const view = rowsInView(element)
      const id = atEnd ? view?.last : view?.first.messageId
      const message = shown.current?.find((one) => one.id === id)
      if (message) setDepth(message.depth)
      setGutter(element.offsetWidth - element.clientWidth)
    }
    const later = () => {
      if (frame === 0) frame = requestAnimationFrame(look)
    }
    later()
    element.addEventListener('scroll', later, { passive: true })
    const observer = new ResizeObserver(later)
    observer.observe(element)
    return () => {
      element.removeEventListener('scroll', later)
      observer.disconnect()
      cancelAnimationFrame(frame)
    }
  }, [scroller, messages])
  return { depth, gutter }
}
