import { useQuery } from '@tanstack/react-query'
import { type KeyboardEvent, type PointerEvent, type RefObject, useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ConversationId } from '#shared/model/ids.ts'
import type { Message } from '#shared/model/message.ts'
import { useFormats } from '#renderer/i18n/format.ts'
import { useApi } from '#renderer/rpc/RpcProvider.tsx'
import type { GoTo } from '../message/use-message-actions.ts'
import { depthAt, monthAt, monthFrom, shareOf, yearMarks } from './months.ts'
import styles from './Scrubber.module.css'
import { useDepthInView } from './use-depth-in-view.ts'

/** A thread that fits a few screens needs no map. */
const fewestMessages = 200
/** How long the aim rests before the thread follows it. */
const restMilliseconds = 110

/** All the months of a thread beside its scroll bar: drag along them, or walk with the arrow keys. */
export function Scrubber(props: {
  readonly conversationId: ConversationId
  readonly scroller: RefObject<HTMLElement | null>
  readonly messages: readonly Message[] | undefined
  readonly goTo: GoTo
}) {
  const { conversationId, scroller, messages, goTo } = props
  const { t } = useTranslation('chat')
  const formats = useFormats()
  const span = useQuery(useApi().reading.months.queryOptions({ input: { id: conversationId } })).data
  const track = useRef<HTMLDivElement>(null)
  const { depth, gutter } = useDepthInView(scroller, messages)
  /** Where one points or has walked to; the thread comes after. */
  const [aim, setAim] = useState<number | null>(null)
  const [dragging, setDragging] = useState(false)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])
  // Once the thread has come to where one aimed, or was scrolled since, the aim says nothing any more.
  useEffect(() => {
    if (timer.current === undefined) setAim(null)
  }, [depth])
  const years = useMemo(() => (span ? yearMarks(span) : []), [span])
  if (!span || span.months.length < 2 || span.lastDepth < fewestMessages) return null

  const go = (to: number) => goTo(to >= span.lastDepth ? { from: 'end' } : { from: 'depth', depth: to })
  const aimAt = (to: number) => {
    setAim(to)
    clearTimeout(timer.current)
    timer.current = setTimeout(() => {
      timer.current = undefined
      go(to)
    }, restMilliseconds)
  }
  const pointed = (event: PointerEvent) => {
    const box = track.current?.getBoundingClientRect()
    return box ? depthAt(span, (event.clientY - box.top) / box.height) : 0
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const steps: Readonly<Record<string, -12 | -1 | 1 | 12>> = {
      ArrowUp: -1,
      ArrowLeft: -1,
      ArrowDown: 1,
      ArrowRight: 1,
      PageUp: -12,
      PageDown: 12,
    }
    const by = steps[event.key]
    const here = monthAt(span, aim ?? depth)
    if (by !== undefined) {
      const next = monthFrom(span, here, by)
      aimAt(next === here && by > 0 ? span.lastDepth : (span.months[next]?.depth ?? 0))
    } else if (event.key === 'Home') aimAt(0)
    else if (event.key === 'End') aimAt(span.lastDepth)
    else return
    event.preventDefault()
  }

  const at = aim ?? depth
  const index = monthAt(span, at)
  const month = span.months[index]
  const label = month ? formats.month(month.time) : ''
  return (
    <div className={styles['rail']} style={{ insetInlineEnd: gutter }} data-dragging={dragging || undefined}>
      <div
        ref={track}
        className={styles['track']}
        role="slider"
        tabIndex={0}
        aria-label={t('places.scrubber')}
        aria-orientation="vertical"
        aria-valuemin={0}
        aria-valuemax={span.months.length - 1}
        aria-valuenow={index}
        aria-valuetext={label}
        onKeyDown={onKeyDown}
        onBlur={() => setAim(null)}
        onPointerDown={(event) => {
          if (event.button !== 0) return
          event.currentTarget.setPointerCapture(event.pointerId)
          setDragging(true)
          aimAt(pointed(event))
        }}
        onPointerMove={(event) => {
          if (dragging) aimAt(pointed(event))
        }}
        onPointerUp={(event) => {
          if (!dragging) return
          clearTimeout(timer.current)
          timer.current = undefined
          setDragging(false)
          setAim(null)
          go(pointed(event))
        }}
        onLostPointerCapture={() => {
          setDragging(false)
          setAim(null)
        }}
      >
        {years.map(({ year, share }) => (
          <span key={year} className={styles['year']} style={{ top: `${share * 100}%` }} aria-hidden>
            {year}
          </span>
        ))}
        <span className={styles['thumb']} style={{ top: `${shareOf(span, at) * 100}%` }} aria-hidden>
          <span className={styles['label']}>{label}</span>
        </span>
      </div>
    </div>
  )
}
