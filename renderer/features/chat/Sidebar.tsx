import { skipToken, useQuery } from '@tanstack/react-query'
import { CalendarHeart, FolderInput, Footprints, Library, Lock, Search, Settings, UserPlus } from 'lucide-react'
import { type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useLocation, useRoute } from 'wouter'
import type { Companion } from '#shared/model/companion.ts'
import type { ConversationId } from '#shared/model/ids.ts'
import { paths, patterns } from '#renderer/app/paths.ts'
import { accentOf } from '#renderer/design/accent.ts'
import { Avatar } from '#renderer/design/Avatar.tsx'
import { classes } from '#renderer/design/classes.ts'
import { useFrame } from '#renderer/design/Frame.tsx'
import { IconButton } from '#renderer/design/IconButton.tsx'
import { useToast } from '#renderer/design/Toasts.tsx'
import { useErrorText } from '#renderer/rpc/error-text.ts'
import { useApi, useAssetUrl, useClient } from '#renderer/rpc/RpcProvider.tsx'
import { RoomsSection } from './room/RoomsSection.tsx'
import { BeginButton } from './sidebar/BeginButton.tsx'
import { ConversationList } from './sidebar/ConversationList.tsx'
import { ImportedConversations } from './sidebar/ImportedConversations.tsx'
import { Section } from './sidebar/Section.tsx'
import styles from './sidebar/sidebar.module.css'

/** The conversation at the present address; null elsewhere. */
function useOpenConversation(): ConversationId | null {
  const [, chat] = useRoute(patterns.chat)
  const [, message] = useRoute(patterns.message)
  const id = (chat ?? message)?.conversationId
  return id === undefined ? null : (Number(id) as ConversationId)
}

/** Companions, their lifelong thread first, then their other conversations; search above, the house below. */
export function Sidebar() {
  const { t } = useTranslation(['chat', 'common', 'days', 'story'])
  const api = useApi()
  const client = useClient()
  const toast = useToast()
  const errorText = useErrorText()
  const [address, navigate] = useLocation()
  const { closeSidebar } = useFrame()
  const open = useOpenConversation()
  const companions = useQuery(api.companions.list.queryOptions()).data ?? []
  const conversation = useQuery(api.conversations.get.queryOptions({ input: open === null ? skipToken : { id: open } }))
  const present = companions.filter((companion) => !companion.archived)
  const current =
    companions.find(
      (companion) =>
        companion.lifelongId === open || (open !== null && companion.id === conversation.data?.companionId),
    ) ?? present[0]

  const begin = async (companion: Companion, greeting: number) => {
    try {
      const made = await client.conversations.create({ companionId: companion.id, title: null, greeting })
      closeSidebar()
      navigate(paths.chat(made.id))
    } catch (error) {
      toast({ title: errorText(error) })
    }
  }
  const archivedCompanions = companions.filter((companion) => companion.archived)

  return (
    <div className={styles['sidebar']}>
      <div className={styles['top']}>
        <Link href={paths.library()} className={styles['search']} onClick={closeSidebar}>
          <Search size="1.0625rem" strokeWidth={1.5} aria-hidden />
          {t('chat:sidebar.search')}
        </Link>
        <Link
          href={paths.days()}
          className={classes(styles['link'], styles['quiet'])}
          aria-current={address === paths.days() ? 'page' : undefined}
          onClick={closeSidebar}
        >
          <CalendarHeart size="1.0625rem" strokeWidth={1.5} aria-hidden />
          <span className={styles['title']}>{t('days:title')}</span>
        </Link>
        <Link
          href={current ? paths.story(current.id) : paths.anyStory()}
          className={classes(styles['link'], styles['quiet'])}
          aria-current={address.startsWith(paths.anyStory()) ? 'page' : undefined}
          onClick={closeSidebar}
        >
          <Footprints size="1.0625rem" strokeWidth={1.5} aria-hidden />
          <span className={styles['title']}>{t('story:title')}</span>
        </Link>
      </div>
      <div className={styles['scroll']}>
        <Section title={t('chat:sidebar.companions')}>
          <ul className={styles['list']}>
            {present.map((companion) => (
              <CompanionLink key={companion.id} companion={companion} current={companion.lifelongId === open} />
            ))}
            <li>
              <Link
                href={paths.newCompanion()}
                className={classes(styles['link'], styles['quiet'])}
                aria-current={address === paths.newCompanion() ? 'page' : undefined}
                onClick={closeSidebar}
              >
                <UserPlus size="1.0625rem" strokeWidth={1.5} aria-hidden />
                <span className={styles['title']}>{t('chat:sidebar.newCompanion')}</span>
              </Link>
            </li>
          </ul>
        </Section>
        {current && (
          <Section
            title={t('chat:sidebar.conversations')}
            action={<BeginButton companion={current} onBegin={(greeting) => void begin(current, greeting)} />}
          >
            <ConversationList
              filter={{ companionId: current.id, source: 'keepsake', archived: false }}
              leaveOut={current.lifelongId}
              open={open}
            >
              {(list) => list}
            </ConversationList>
          </Section>
        )}
        {current && <ImportedConversations companionId={current.id} open={open} />}
        <RoomsSection companions={companions} open={open} />
        <ConversationList filter={{ companionId: null, kind: 'imported', archived: false }} open={open}>
          {(list) => <Section title={t('chat:sidebar.unattached')}>{list}</Section>}
        </ConversationList>
        <ConversationList filter={{ archived: true }} open={open}>
          {(list) => (
            <details className={styles['archive']}>
              <summary>{t('chat:sidebar.archived')}</summary>
              {list}
            </details>
          )}
        </ConversationList>
        {archivedCompanions.length > 0 && (
          <details className={styles['archive']}>
            <summary>{t('chat:sidebar.archivedCompanions')}</summary>
            <ul className={styles['list']}>
              {archivedCompanions.map((companion) => (
                <CompanionLink key={companion.id} companion={companion} current={companion.lifelongId === open} />
              ))}
            </ul>
          </details>
        )}
      </div>
      <div className={styles['foot']}>
        <Foot href={paths.import()} icon={<FolderInput size="1.0625rem" strokeWidth={1.5} aria-hidden />}>
          {t('chat:sidebar.importHint')}
        </Foot>
        <div className={styles['house']}>
          <IconButton
            name={t('chat:sidebar.library')}
            icon={<Library />}
            active={address === paths.library()}
            onClick={() => {
              closeSidebar()
              navigate(paths.library())
            }}
          />
          <IconButton
            name={t('common:settings')}
            icon={<Settings />}
            active={address.startsWith('/settings')}
            onClick={() => {
              closeSidebar()
              navigate(paths.settings())
            }}
          />
          <IconButton
            name={t('common:lockNow')}
            icon={<Lock />}
            onClick={() => {
              client.vault.lock().catch((error: unknown) => toast({ title: errorText(error) }))
            }}
          />
        </div>
      </div>
    </div>
  )
}

function Foot(props: { readonly href: string; readonly icon: ReactNode; readonly children: ReactNode }) {
  const { closeSidebar } = useFrame()
  return (
    <Link href={props.href} className={classes(styles['link'], styles['quiet'])} onClick={closeSidebar}>
      {props.icon}
      <span className={styles['title']}>{props.children}</span>
    </Link>
  )
}

function CompanionLink({ companion, current }: { readonly companion: Companion; readonly current: boolean }) {
  const { closeSidebar } = useFrame()
  const avatar = useAssetUrl(companion.avatarId)
  const { name } = companion.profile
  return (
    <li data-current={current || undefined} className={styles['item']}>
      <Link
        href={paths.chat(companion.lifelongId)}
        className={classes(styles['link'], styles['companion'])}
        aria-current={current ? 'page' : undefined}
        onClick={closeSidebar}
      >
        <Avatar name={name} src={avatar} accent={accentOf(companion)} size="small" />
        <span className={styles['title']}>{name}</span>
      </Link>
    </li>
  )
}
