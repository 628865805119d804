import { useQuery } from '@tanstack/react-query'
import { Archive, ArchiveRestore, Ellipsis, Eye, EyeOff, MoveRight, Star, StarOff, Tag } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { ConversationId } from '#shared/model/ids.ts'
import type { LibraryFilter } from '#shared/model/library.ts'
import { paths } from '#renderer/app/paths.ts'
import { Badge } from '#renderer/design/Badge.tsx'
import { IconButton } from '#renderer/design/IconButton.tsx'
import { Menu } from '#renderer/design/Menu.tsx'
import { useFormats } from '#renderer/i18n/format.ts'
import { guessLanguage } from '#renderer/markdown/guess-language.ts'
import { plainWords } from '#renderer/markdown/plain-words.ts'
import { useApi } from '#renderer/rpc/RpcProvider.tsx'
import type { ArrangeKind } from './ArrangeDialog.tsx'
import styles from './library.module.css'
import { useArrange } from './use-arrange.ts'

/** One conversation: what it is called, how it ends, where it is from, and what can be done with it. */
export function ConversationRow(props: {
  readonly id: ConversationId
  /** Those that are fetched with it. */
  readonly page: readonly ConversationId[]
  readonly shelf: LibraryFilter['shelf']
  readonly selected: boolean
  readonly onSelect: (on: boolean, range: boolean) => void
  readonly onAsk: (kind: ArrangeKind) => void
}) {
  const { id, page, shelf, selected, onSelect, onAsk } = props
  const { t, i18n } = useTranslation('library')
  const formats = useFormats()
  const api = useApi()
  const { arrange } = useArrange()
  const companions = useQuery(api.companions.list.queryOptions()).data ?? []
  const conversation = useQuery({
    ...api.library.rows.queryOptions({ input: { ids: [...page] } }),
    select: (rows) => rows.find((row) => row.id === id),
  }).data
  if (!conversation) return <div className={styles['rowLoading']} />

  const name = companions.find((companion) => companion.id === conversation.companionId)?.profile.name
  const lifelong = conversation.kind === 'lifelong'
  const title = (lifelong ? name : conversation.title) ?? t('list.untitled')
  const { starred } = conversation
  const facts = [
    lifelong ? undefined : name,
    conversation.messageCount > 0 && t('list.messages', { count: conversation.messageCount }),
    ...conversation.tags.map((tag) => `#${tag}`),
  ]
  return (
    <div className={styles['row']} data-selected={selected || undefined}>
      <label className={styles['check']}>
        <input
          type="checkbox"
          aria-label={t('arrange.choose', { title })}
          checked={selected}
          onChange={(event) => onSelect(event.target.checked, (event.nativeEvent as MouseEvent).shiftKey)}
        />
      </label>
      <Link href={paths.chat(id)} className={styles['itemLink']}>
        <span className={styles['itemHead']}>
          <span className={styles['itemTitle']} lang={guessLanguage(title, i18n.language)}>
            {title}
          </span>
          {starred && <Star className={styles['star']} role="img" aria-label={t('list.starredBadge')} />}
          <time className={styles['hitWhen']}>{formats.shortDate(conversation.updatedAt)}</time>
        </span>
        <span className={styles['preview']} lang={guessLanguage(conversation.preview, i18n.language)}>
          {plainWords(conversation.preview)}
        </span>
        <span className={styles['itemFacts']}>
          <Badge>{t(`source.${conversation.source}`)}</Badge>
          <span className={styles['factWords']}>{facts.filter(Boolean).join(' · ')}</span>
        </span>
      </Link>
      <Menu
        trigger={<IconButton size="small" name={t('arrange.more', { title })} icon={<Ellipsis />} />}
        entries={[
          {
            key: 'star',
            label: t(starred ? 'arrange.unstar' : 'arrange.star'),
            icon: starred ? <StarOff aria-hidden /> : <Star aria-hidden />,
            onSelect: () => arrange([id], { starred: !starred }),
          },
          { key: 'tag', label: t('arrange.tag'), icon: <Tag aria-hidden />, onSelect: () => onAsk('tag') },
          {
            key: 'move',
            label: t('arrange.move'),
            icon: <MoveRight aria-hidden />,
            disabled: lifelong || conversation.kind === 'room',
            onSelect: () => onAsk('move'),
          },
          { kind: 'separator', key: 'line' },
          {
            key: 'archive',
            label: t(shelf === 'archived' ? 'arrange.unarchive' : 'arrange.archive'),
            icon: shelf === 'archived' ? <ArchiveRestore aria-hidden /> : <Archive aria-hidden />,
            disabled: lifelong,
            onSelect: () => arrange([id], { archived: shelf !== 'archived' }),
          },
          {
            key: 'hide',
            label: t(shelf === 'hidden' ? 'arrange.unhide' : 'arrange.hide'),
            icon: shelf === 'hidden' ? <Eye aria-hidden /> : <EyeOff aria-hidden />,
            disabled: lifelong,
            onSelect: () => arrange([id], { hidden: shelf !== 'hidden' }),
          },
        ]}
      />
    </div>
  )
}
