import { type KeyboardEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Fork, ForkPath } from '#shared/contract/conversations.ts'
import type { ConversationId, MessageId } from '#shared/model/ids.ts'
import { useFormats } from '#renderer/i18n/format.ts'
import { guessLanguage } from '#renderer/markdown/guess-language.ts'
import { plainWords } from '#renderer/markdown/plain-words.ts'
import styles from './map.module.css'
import { useForks } from './use-forks.ts'

const levelOf = (item: HTMLElement): number => Number(item.getAttribute('aria-level'))

/** The item that an arrow key leads to; undefined where it leads nowhere. */
function nextItem(key: string, item: HTMLElement, tree: HTMLElement): HTMLElement | undefined {
  const all = [...tree.querySelectorAll<HTMLElement>('[role="treeitem"]')]
  const at = all.indexOf(item)
  const level = levelOf(item)
  const below = all[at + 1]
  if (key === 'ArrowDown') return below
  if (key === 'ArrowUp') return all[at - 1]
  if (key === 'Home') return all[0]
  if (key === 'End') return all.at(-1)
  if (key === 'ArrowRight') return below && levelOf(below) > level ? below : undefined
  if (key === 'ArrowLeft') return all.slice(0, at).findLast((other) => levelOf(other) < level)
  return undefined
}

type Shared = { readonly conversationId: ConversationId; readonly onRead: (messageId: MessageId) => void }

/** Forks and their paths as a tree: arrow keys walk it, Enter reads a path. */
export function ForkTree({ forks, ...shared }: Shared & { readonly forks: readonly Fork[] }) {
  const { t } = useTranslation('chat')
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const item = event.target
    if (!(item instanceof HTMLElement) || event.defaultPrevented) return
    const next = nextItem(event.key, item, event.currentTarget)
    if (!next) return
    event.preventDefault()
    next.focus()
  }
  return (
    <ul role="tree" aria-label={t('map.tree')} className={styles['tree']} onKeyDown={onKeyDown}>
      <Forks {...shared} forks={forks} level={1} />
    </ul>
  )
}

function Forks({ forks, level, ...shared }: Shared & { readonly forks: readonly Fork[]; readonly level: number }) {
  const { t } = useTranslation('chat')
  const formats = useFormats()
  return forks.map(({ parentId, depth, paths }, place) => (
    <li key={parentId ?? 0} role="none" className={styles['fork']}>
      <div
        role="treeitem"
        aria-level={level}
        aria-expanded
        // Tab reaches the last fork of the thread; the arrow keys go on from it.
        tabIndex={level === 1 && place === forks.length - 1 ? 0 : -1}
        className={styles['where']}
      >
        {parentId === null ? t('map.start') : t('map.after', { number: formats.number(depth) })}
        {' · '}
        {t('map.paths', { count: paths.length })}
      </div>
      <ul role="group" className={styles['paths']}>
        {paths.map((path) => (
          <Path key={path.id} {...shared} path={path} level={level + 1} />
        ))}
      </ul>
    </li>
  ))
}

function Path({ path, level, ...shared }: Shared & { readonly path: ForkPath; readonly level: number }) {
  const { conversationId, onRead } = shared
  const { t, i18n } = useTranslation('chat')
  const formats = useFormats()
  const [open, setOpen] = useState(false)
  const words = path.deleted ? t('map.deleted') : plainWords(path.preview) || t('map.noWords')
  const facts = [
    path.onThread ? t('map.onThread') : null,
    path.role === 'user' ? t('map.you') : null,
    t(path.isLonger ? 'map.longer' : 'map.length', { count: path.length }),
    path.createdAt === null ? null : formats.date(path.createdAt),
  ].filter((fact) => fact !== null)
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.key === 'Enter' || event.key === ' ') onRead(path.id)
    else if (event.key === 'ArrowRight' && path.hasForks && !open) setOpen(true)
    else if (event.key === 'ArrowLeft' && open) setOpen(false)
    else return
    event.preventDefault()
  }
  return (
    <li role="none" className={styles['path']} data-on-thread={path.onThread || undefined}>
      <div
        role="treeitem"
        aria-level={level}
        aria-expanded={path.hasForks ? open : undefined}
        aria-current={path.onThread || undefined}
        tabIndex={-1}
        className={styles['line']}
        onClick={() => onRead(path.id)}
        onKeyDown={onKeyDown}
      >
        <span className={styles['words']} lang={guessLanguage(words, i18n.language)}>
          {words}
        </span>{' '}
        <span className={styles['facts']}>{facts.join(' · ')}</span>
      </div>
      {path.hasForks && (
        <button
          type="button"
          className={styles['more']}
          aria-hidden
          tabIndex={-1}
          onClick={() => setOpen((isOpen) => !isOpen)}
        >
          {t('map.open')}
        </button>
      )}
      {open && (
        <ul role="group" className={styles['inner']}>
          <Inner conversationId={conversationId} onRead={onRead} through={path.id} level={level + 1} />
        </ul>
      )}
    </li>
  )
}

/** The forks of a path that is not the thread, read when it is opened. */
function Inner({ through, level, ...shared }: Shared & { readonly through: MessageId; readonly level: number }) {
  const { forks = [] } = useForks(shared.conversationId, through)
  return <Forks {...shared} forks={forks} level={level} />
}
