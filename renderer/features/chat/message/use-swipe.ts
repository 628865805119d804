import { type PointerEvent, useRef } from 'react'
import type { Message } from '#shared/model/message.ts'
import { useMessageSetting } from './message-context.ts'

/** Pixels that a finger has to go sideways, and how much farther than up or down. */
const farEnough = 56
const steepest = 0.5

/** Whether something under the finger scrolls sideways by itself. */
function scrolls(target: EventTarget | null, row: Element): boolean {
  for (let at = target instanceof Element ? target : null; at && at !== row; at = at.parentElement) {
    if (at.scrollWidth > at.clientWidth + 1 && getComputedStyle(at).overflowX !== 'visible') return true
  }
  return false
}

/** A finger or pen drawn over a message steps through its versions, as one turns pages. */
export function useSwipe(message: Message) {
  const { actions } = useMessageSetting()
  const from = useRef<{ readonly x: number; readonly y: number } | null>(null)
  if (message.versions.length < 2) return {}
  return {
    'data-swipes': true,
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      const { pointerType, clientX, clientY, target, currentTarget } = event
      const counts = pointerType !== 'mouse' && !scrolls(target, currentTarget)
      from.current = counts ? { x: clientX, y: clientY } : null
    },
    onPointerUp: ({ clientX, clientY }: PointerEvent<HTMLElement>) => {
      const begun = from.current
      from.current = null
      if (!begun) return
      const [across, down] = [clientX - begun.x, Math.abs(clientY - begun.y)]
      if (Math.abs(across) < farEnough || down > Math.abs(across) * steepest) return
      const next = message.versions[message.versions.indexOf(message.id) + (across < 0 ? 1 : -1)]
      if (next !== undefined) actions.selectVersion(next)
    },
    onPointerCancel: () => {
      from.current = null
    },
  }
}
