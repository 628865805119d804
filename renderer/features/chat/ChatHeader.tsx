import { Ellipsis, PanelRight, Search } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { useActions } from '#renderer/actions/use-actions.ts'
import { paths } from '#renderer/app/paths.ts'
import { accentOf } from '#renderer/design/accent.ts'
import { Avatar } from '#renderer/design/Avatar.tsx'
import { Badge } from '#renderer/design/Badge.tsx'
import { SidebarToggle } from '#renderer/design/Frame.tsx'
import { IconButton } from '#renderer/design/IconButton.tsx'
import { Menu, type MenuEntry } from '#renderer/design/Menu.tsx'
import { Tooltip } from '#renderer/design/Tooltip.tsx'
import { useAssetUrl } from '#renderer/rpc/RpcProvider.tsx'
import { messengers } from '#shared/model/conversation.ts'
import styles from './ChatHeader.module.css'
import { RoomFaces } from './room/RoomFaces.tsx'
import { useRoomName } from './room/use-room-name.ts'
import { ConversationDialog } from './sidebar/ConversationDialog.tsx'
import { type ConversationDialogName, useConversationEntries } from './sidebar/use-conversation-entries.tsx'
import type { ConversationFacts } from './use-conversation.ts'

/** Who is here, and that it is an AI and no person wherever it is one. */
export function ChatHeader(props: {
  readonly facts: ConversationFacts
  readonly searching: boolean
  readonly onSearch: () => void
  readonly panelOpen: boolean
  readonly onPanel: () => void
}) {
  const { facts, searching, onSearch, panelOpen, onPanel } = props
  const { conversation, companion, members, demo } = facts
  const { t } = useTranslation(['chat', 'common', 'library', 'export'])
  const [, navigate] = useLocation()
  const avatar = useAssetUrl(companion?.avatarId)
  const [dialog, setDialog] = useState<ConversationDialogName | null>(null)
  const ownEntries = useConversationEntries(conversation, setDialog)
  const roomName = useRoomName(facts)
  const name = companion?.profile.name ?? roomName ?? conversation?.title ?? ''
  const title = companion && conversation?.kind !== 'lifelong' ? (conversation?.title ?? null) : null

  // Until a model speaks for them, those who talked in a messenger are who they were.
  const isAmongPeople = conversation !== undefined && messengers.has(conversation.source) && !companion?.binding

  const entries: MenuEntry[] = []
  if (companion) {
    entries.push({
      key: 'companion',
      label: t('chat:sidebar.editCompanion'),
      onSelect: () => navigate(paths.companion(companion.id)),
    })
  }
  entries.push(...ownEntries)
  if (conversation) {
    entries.push({
      key: 'export',
      label: t('export:title'),
      onSelect: () => navigate(paths.exportConversation(conversation.id)),
    })
  }

  useActions(
    entries.flatMap((entry) => {
      if (entry.kind === 'separator') return []
      const { key, label, onSelect } = entry
      return { id: `conversation.${key}`, name: label, about: title ?? name, group: 'conversation', run: onSelect }
    }),
  )

  return (
    <header className={styles['header']}>
      <SidebarToggle name={t('common:openSidebar')} />
      {companion && (
        <span className={styles['picture']}>
          <Avatar name={name} src={avatar} accent={accentOf(companion)} size="medium" />
        </span>
      )}
      {members.length > 0 && <RoomFaces members={members} />}
      <div className={styles['who']}>
        <h1 className={styles['name']}>{name}</h1>
        <p className={styles['facts']}>
          {!isAmongPeople && (
            <Tooltip text={demo ? t('chat:label.demoMore') : t('chat:label.aiMore')} side="bottom">
              <span className={styles['label']}>{demo ? t('chat:label.demo') : t('chat:label.ai')}</span>
            </Tooltip>
          )}
          {conversation?.kind === 'imported' && <Badge>{t(`library:source.${conversation.source}`)}</Badge>}
          {companion && !demo && !isAmongPeople && (
            <span className={styles['model']}>{companion.binding?.model ?? t('chat:header.noModel')}</span>
          )}
          {members.length > 0 && (
            <span className={styles['model']}>{t('chat:room.count', { count: members.length })}</span>
          )}
          {title && <span className={styles['model']}>{title}</span>}
        </p>
      </div>
      <IconButton
        name={t('chat:header.search')}
        icon={<Search />}
        active={searching}
        onClick={onSearch}
        tooltipSide="bottom"
      />
      <IconButton
        name={t('chat:header.panel')}
        icon={<PanelRight />}
        active={panelOpen}
        aria-expanded={panelOpen}
        onClick={onPanel}
        tooltipSide="bottom"
      />
      {entries.length > 0 && (
        <Menu trigger={<IconButton name={t('chat:header.menu')} icon={<Ellipsis />} />} entries={entries} />
      )}
      {conversation && <ConversationDialog conversation={conversation} name={dialog} onClose={() => setDialog(null)} />}
    </header>
  )
}
