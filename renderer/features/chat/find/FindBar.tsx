import { ChevronDown, ChevronUp, Search, X } from 'lucide-react'
import { type KeyboardEvent, type RefObject, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ConversationId } from '#shared/model/ids.ts'
import { isComposing } from '#renderer/actions/is-composing.ts'
import { useActions } from '#renderer/actions/use-actions.ts'
import { IconButton } from '#renderer/design/IconButton.tsx'
import { useFormats } from '#renderer/i18n/format.ts'
import { useErrorText } from '#renderer/rpc/error-text.ts'
import type { GoTo } from '../message/use-message-actions.ts'
import styles from './FindBar.module.css'
import { useFind } from './use-find.ts'

/** The search inside one conversation, above its thread: from hit to hit, the latest first. */
export function FindBar(props: {
  readonly conversationId: ConversationId
  /** The line to type in, so that the key that opened it brings one back to it. */
  readonly field: RefObject<HTMLInputElement | null>
  readonly scroller: RefObject<HTMLElement | null>
  readonly goTo: GoTo
  readonly onClose: () => void
}) {
  const { conversationId, field, scroller, goTo, onClose } = props
  const { t } = useTranslation(['chat', 'actions'])
  const formats = useFormats()
  const errorText = useErrorText()
  const [query, setQuery] = useState('')
  const composing = useRef(false)
  const find = useFind({ conversationId, query, scroller, goTo })
  const { count, more, at, step, error } = find

  const cameFrom = useRef<Element | null>(null)
  useEffect(() => {
    cameFrom.current = document.activeElement
    field.current?.focus()
  }, [field])
  const close = () => {
    onClose()
    const before = cameFrom.current
    if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true })
  }

  useActions([
    { id: 'find.next', name: t('actions:find.next'), group: 'conversation', keys: 'F3', run: () => step(1) },
    {
      id: 'find.previous',
      name: t('actions:find.previous'),
      group: 'conversation',
      keys: 'Shift+F3',
      run: () => step(-1),
    },
  ])

  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event.nativeEvent)) return
    if (event.key === 'Escape') {
      event.preventDefault()
      close()
    } else if (event.key === 'Enter' && event.target === field.current) {
      event.preventDefault()
      step(event.shiftKey ? -1 : 1)
    }
  }

  const total = count === undefined ? '' : `${formats.number(count)}${more ? '+' : ''}`
  const none = count === 0
  const status =
    query.trim() === '' || count === undefined
      ? ''
      : none
        ? t('chat:find.nothing')
        : t('chat:find.place', { number: formats.number(at + 1), total })

  return (
    <div className={styles['bar']} role="search" onKeyDown={onKeyDown}>
      <div className={styles['box']}>
        <Search className={styles['icon']} size="1.125rem" strokeWidth={1.5} aria-hidden />
        <input
          ref={field}
          className={styles['field']}
          type="text"
          inputMode="search"
          autoComplete="off"
          spellCheck={false}
          maxLength={300}
          aria-label={t('chat:find.label')}
          placeholder={t('chat:find.label')}
          onCompositionStart={() => {
            composing.current = true
          }}
          onCompositionEnd={(event) => {
            composing.current = false
            setQuery(event.currentTarget.value)
          }}
          onChange={(event) => {
            if (!composing.current) setQuery(event.target.value)
          }}
        />
        <p className={styles['status']} role="status">
          {error ? errorText(error) : status}
        </p>
        <IconButton
          size="small"
          name={t('chat:find.earlier')}
          icon={<ChevronUp />}
          disabled={!count}
          tooltipSide="bottom"
          onClick={() => step(1)}
        />
        <IconButton
          size="small"
          name={t('chat:find.later')}
          icon={<ChevronDown />}
          disabled={!count}
          tooltipSide="bottom"
          onClick={() => step(-1)}
        />
        <IconButton size="small" name={t('chat:find.close')} icon={<X />} tooltipSide="bottom" onClick={close} />
      </div>
    </div>
  )
}
