import { ArrowDown } from 'lucide-react'
import {
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
  useDeferredValue,
  useEffect,
  useMemo,
  useState,
} from 'react'
import { useTranslation } from 'react-i18next'
import type { ConversationId, MessageId } from '#shared/model/ids.ts'
import { Button } from '#renderer/design/Button.tsx'
import { AsideRow } from '../message/AsideRow.tsx'
import { useMessageSetting } from '../message/message-context.ts'
import { MessageRow } from '../message/MessageRow.tsx'
import type { GoTo } from '../message/use-message-actions.ts'
import { Scrubber } from '../places/Scrubber.tsx'
import { DayRule, GapTime, NewRule } from './DayRule.tsx'
import { ScrollKeeper } from './ScrollKeeper.tsx'
import styles from './Thread.module.css'
import { localDay, toThreadRows } from './thread-rows.ts'
import type { Place, Thread as ThreadState } from './use-thread.ts'
import { useThreadScroll } from './use-thread-scroll.ts'

/** The rows that the arrow keys walk over. */
const walkable = 'article[data-message]'

/** The thread: a window of rows that grows at both ends while one scrolls, and follows a reply for who reads the end. */
export function Thread(props: {
  readonly conversationId: ConversationId
  /** What scrolls, for those who look into it from outside. */
  readonly scroller: RefObject<HTMLDivElement | null>
  readonly thread: ThreadState
  readonly place: Place
  /** Words on their way, drawn after the last row. */
  readonly outgoing: ReactNode
  readonly empty: ReactNode
  readonly writing: boolean
  readonly goTo: GoTo
}) {
  const { conversationId, scroller, thread, place, outgoing, empty, writing, goTo } = props
  // A page of rows is drawn in small steps between the frames, so that scrolling never waits for it.
  const window = useDeferredValue(thread.window)
  const { t } = useTranslation('chat')
  const { actions } = useMessageSetting()
  const scroll = useThreadScroll(conversationId, scroller, thread, window, place)
  const [focused, setFocused] = useState<MessageId | null>(null)
  const messages = window?.messages
  const newFrom = window?.news?.firstId ?? null
  const rows = useMemo(() => toThreadRows(messages ?? [], localDay, newFrom), [messages, newFrom])

  const sending = outgoing !== null
  const { scrollToEnd } = scroll
  useEffect(() => {
    if (sending) scrollToEnd()
  }, [sending, scrollToEnd])

  const present = messages?.some((message) => message.id === focused) === true
  const last = rows.findLast((row) => row.kind === 'message')
  const reachable = present ? focused : last?.kind === 'message' ? last.message.id : null

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const row = event.target
    if (!(row instanceof HTMLElement) || !row.matches(walkable) || event.ctrlKey || event.metaKey || event.altKey)
      return
    if (event.key === 'ArrowUp' || event.key === 'ArrowDown') {
      const all = [...event.currentTarget.querySelectorAll<HTMLElement>(walkable)]
      const next = all[all.indexOf(row) + (event.key === 'ArrowUp' ? -1 : 1)]
      if (!next) return
      event.preventDefault()
      next.focus({ preventScroll: true })
      next.scrollIntoView({ block: 'nearest' })
    } else if (event.key === 'ArrowLeft' || event.key === 'ArrowRight') {
      const message = messages?.find(({ id }) => String(id) === row.dataset['message'])
      const at = message?.versions.indexOf(message.id) ?? -1
      const version = message?.versions[at + (event.key === 'ArrowLeft' ? -1 : 1)]
      if (version === undefined) return
      event.preventDefault()
      actions.selectVersion(version)
    }
  }

  return (
    <div className={styles['frame']}>
      <div
        ref={scroller}
        className={styles['scroller']}
        role="region"
        aria-label={t('thread.label')}
        // A message of its own takes the focus; without any, the words about that may have to be scrolled.
        tabIndex={rows.length === 0 ? 0 : undefined}
        onScroll={scroll.onScroll}
        onKeyDown={onKeyDown}
        onFocus={({ target }) => {
          const id = target instanceof HTMLElement && target.matches(walkable) ? target.dataset['message'] : undefined
          if (id !== undefined) setFocused(messages?.find((message) => String(message.id) === id)?.id ?? null)
        }}
      >
        <div ref={scroll.content} className={styles['content']}>
          {window && rows.length === 0 && !outgoing && empty}
          <ScrollKeeper scroller={scroller} pinned={scroll.pinned} rows={rows}>
            {rows.map((row) => {
              if (row.kind === 'day') return <DayRule key={row.key} rowKey={row.key} time={row.time} />
              if (row.kind === 'gap') return <GapTime key={row.key} rowKey={row.key} time={row.time} />
              if (row.kind === 'new') return <NewRule key={row.key} rowKey={row.key} />
              if (row.kind === 'aside') return <AsideRow key={row.key} rowKey={row.key} messages={row.messages} />
              return (
                <MessageRow
                  key={row.key}
                  rowKey={row.key}
                  message={row.message}
                  startsGroup={row.startsGroup}
                  reachable={row.message.id === reachable}
                  flash={row.message.id === place.flash}
                />
              )
            })}
          </ScrollKeeper>
          {outgoing}
        </div>
      </div>
      {window?.onThread && (
        <Scrubber conversationId={conversationId} scroller={scroller} messages={messages} goTo={goTo} />
      )}
      {window && !scroll.atEnd && (
        <div className={styles['below']}>
          <Button
            size="small"
            icon={<ArrowDown size="1em" strokeWidth={1.5} aria-hidden />}
            onClick={() => (window?.hasAfter ? goTo({ from: 'end' }) : scrollToEnd())}
          >
            {scroll.below > 0
              ? t('reading.below', { count: scroll.below })
              : writing
                ? t('thread.newBelow')
                : t('thread.toEnd')}
          </Button>
        </div>
      )}
    </div>
  )
}
