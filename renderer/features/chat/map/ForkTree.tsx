import { type KeyboardEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Fork, ForkPath } from '#shared/contract/conversations.ts'
import type { ConversationId, MessageId } from '#shared/model/ids.ts'
import { useFormats } from '#renderer/i18n/format.ts'
import { guessLanguage } from '#renderer/markdown/guess-language.ts'
import { plainWords } from '#renderer/markdown/plain-words.ts'
import styles from './map.module.css'
import { useForks } from './use-forks.ts'

type Reading = (messageId: MessageId) => void

/** The item that the arrow keys lead to; undefined where they lead nowhere. */
function nextItem(key: string, item: HTMLElement, tree: HTMLElement): HTMLElement | undefined {
  const all = [...tree.querySelectorAll<HTMLElement>('[role="treeitem"]')]
  const at = all.indexOf(item)
  if (key === 'ArrowDown') return all[at + 1]
  if (key === 'ArrowUp') return all[at - 1]
  if (key === 'Home') return all[0]
  if (key === 'End') return all.at(-1)
  if (key === 'ArrowLeft') return item.parentElement?.closest<HTMLElement>('[role="treeitem"]') ?? undefined
  return item.querySelector<HTMLElement>('[role="treeitem"]') ?? undefined
}

/** Forks and their paths as a tree: arrow keys walk it, Enter reads a path. */
export function ForkTree(props: {
  readonly conversationId: ConversationId
  readonly forks: readonly Fork[]
  readonly onRead: Reading
}) {
  const { conversationId, forks, onRead } = props
  const { t } = useTranslation('chat')
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const item = event.target
    const isArrow = ['ArrowDown', 'ArrowUp', 'ArrowLeft', 'ArrowRight', 'Home', 'End'].includes(event.key)
    if (!(item instanceof HTMLElement) || !isArrow || event.defaultPrevented) return
    const next = nextItem(event.key, item, event.currentTarget)
    if (!next) return
    event.preventDefault()
    next.focus()
  }
  return (
    <ul role="tree" aria-label={t('map.tree')} className={styles['tree']} onKeyDown={onKeyDown}>
      <Forks conversationId={conversationId} forks={forks} onRead={onRead} reachable />
    </ul>
  )
}

function Forks(props: {
  readonly conversationId: ConversationId
  readonly forks: readonly Fork[]
  readonly onRead: Reading
  /** Whether Tab reaches the last fork of these. */
  readonly reachable: boolean
}) {
  const { conversationId, forks, onRead, reachable } = props
  const { t } = useTranslation('chat')
  const formats = useFormats()
  return forks.map(({ parentId, depth, paths }, place) => {
    const label = parentId === null ? t('map.start') : t('map.after', { number: formats.number(depth) })
    return (
      <li
        key={parentId ?? 0}
        role="treeitem"
        aria-expanded
        aria-label={`${label}, ${t('map.paths', { count: paths.length })}`}
        tabIndex={reachable && place === forks.length - 1 ? 0 : -1}
        className={styles['fork']}
      >
        <span className={styles['where']} aria-hidden>
          {label}
        </span>
        <ul role="group" className={styles['paths']}>
          {paths.map((path) => (
            <Path key={path.id} conversationId={conversationId} path={path} onRead={onRead} />
          ))}
        </ul>
      </li>
    )
  })
}

function Path(props: { readonly conversationId: ConversationId; readonly path: ForkPath; readonly onRead: Reading }) {
  const { conversationId, path, onRead } = props
  const { t, i18n } = useTranslation('chat')
  const formats = useFormats()
  const [open, setOpen] = useState(false)
  const words = path.deleted ? t('map.deleted') : plainWords(path.preview) || t('map.noWords')
  const count = t(path.isLonger ? 'map.longer' : 'map.length', { count: path.length })
  const facts = [
    path.onThread ? t('map.onThread') : null,
    count,
    path.createdAt === null ? null : formats.date(path.createdAt),
  ].filter((fact) => fact !== null)
  const who = path.role === 'user' ? `${t('map.you')}: ` : ''
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.target !== event.currentTarget) return
    if (event.key === 'Enter' || event.key === ' ') onRead(path.id)
    else if (event.key === 'ArrowRight' && path.hasForks && !open) setOpen(true)
    else if (event.key === 'ArrowLeft' && open) setOpen(false)
    else return
    event.preventDefault()
  }
  return (
    <li
      role="treeitem"
      aria-expanded={path.hasForks ? open : undefined}
      aria-current={path.onThread || undefined}
      aria-label={`${who}${words}. ${facts.join(', ')}`}
      tabIndex={-1}
      className={styles['path']}
      onKeyDown={onKeyDown}
    >
      <div className={styles['line']} onClick={() => onRead(path.id)} aria-hidden>
        <span className={styles['words']} lang={guessLanguage(words, i18n.language)}>
          {words}
        </span>
        <span className={styles['facts']}>{facts.join(' · ')}</span>
      </div>
      {path.hasForks && (
        <button
          type="button"
          className={styles['more']}
          tabIndex={-1}
          aria-label={t('map.open')}
          onClick={() => setOpen((isOpen) => !isOpen)}
        >
          {t('map.open')}
        </button>
      )}
      {open && (
        <ul role="group" className={styles['inner']}>
          <Inner conversationId={conversationId} through={path.id} onRead={onRead} />
        </ul>
      )}
    </li>
  )
}

/** The forks of a path that is not the thread, read when it is opened. */
function Inner(props: {
  readonly conversationId: ConversationId
  readonly through: MessageId
  readonly onRead: Reading
}) {
  const { conversationId, through, onRead } = props
  const { forks = [] } = useForks(conversationId, through)
  return <Forks conversationId={conversationId} forks={forks} onRead={onRead} reachable={false} />
}
