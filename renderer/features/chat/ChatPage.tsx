import { useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useStore } from 'zustand'
import type { ConversationId, MessageId } from '#shared/model/ids.ts'
import { EmptyState } from '#renderer/design/EmptyState.tsx'
import { useErrorText } from '#renderer/rpc/error-text.ts'
import { useClient, useLineState } from '#renderer/rpc/RpcProvider.tsx'
import { ChatHeader } from './ChatHeader.tsx'
import styles from './ChatPage.module.css'
import { AsideBanner } from './branch/AsideBanner.tsx'
import { BranchBanner } from './branch/BranchBanner.tsx'
import { cutAfter, useBranching } from './branch/branching.ts'
import { Composer } from './composer/Composer.tsx'
import { useComposerNote } from './composer/use-composer-note.tsx'
import { QueuedRows } from './composer/outbox/QueuedRows.tsx'
import { useQueue } from './composer/outbox/use-queue.ts'
import { useSendHere } from './composer/use-send-here.ts'
import { WriterProvider, type Writer } from './composer/writer.ts'
import { NextReplyCount } from './context/NextReplyCount.tsx'
import { NextReplyProvider, useNextReplyStore } from './context/next-reply.ts'
import { FindBar } from './find/FindBar.tsx'
import { LinkGate } from './LinkGate.tsx'
import { MessageSettingProvider } from './message/message-context.ts'
import { PinnedStrip } from './marks/PinnedStrip.tsx'
import { OutgoingRow } from './message/OutgoingRow.tsx'
import { useMessageActions } from './message/use-message-actions.ts'
import { ChatPanel } from './panel/ChatPanel.tsx'
import { usePanel } from './panel/use-panel.ts'
import { MessageSpaces, WritingPlace } from './MessageSpaces.tsx'
import { ReplyAnnouncer } from './reply/ReplyAnnouncer.tsx'
import { LiveProvider, useLiveStore } from './reply/use-live-reply.ts'
import { AnswerPicker } from './room/AnswerPicker.tsx'
import { useRoomName } from './room/use-room-name.ts'
import { Thread } from './thread/Thread.tsx'
import { usePlace } from './thread/use-place.ts'
import { useThread } from './thread/use-thread.ts'
import { useChatKeys } from './use-chat-keys.ts'
import { useCompanionLook } from './use-companion-look.ts'
import { useConversation } from './use-conversation.ts'

/** A companion's space: the thread, the words being written, and what there is to know about both. */
export function ChatPage(props: {
  readonly conversationId: ConversationId
  /** Opens with this message in view instead of at the end. */
  readonly messageId: MessageId | null
}) {
  const { conversationId, messageId } = props
  const { t } = useTranslation('chat')
  const client = useClient()
  const errorText = useErrorText()
  const line = useLineState()
  const facts = useConversation(conversationId)
  const live = useLiveStore(conversationId)
  const writing = useStore(live, ({ reply }) => reply?.phase === 'streaming')

  const { place, goTo } = usePlace(messageId)
  const thread = useThread(conversationId, place)
  const actions = useMessageActions(goTo, thread.refresh)

  const field = useRef<HTMLTextAreaElement>(null)
  const writer = useRef<Writer>(null)
  const queue = useQueue(conversationId, writing)
  const scroller = useRef<HTMLDivElement>(null)
  const findField = useRef<HTMLInputElement>(null)
  const [searching, setSearching] = useState(false)
  const openFind = () => {
    setSearching(true)
    findField.current?.select()
  }

  const { companion } = facts
  const look = useCompanionLook(companion)
  const { companions, members } = facts
  const roomName = useRoomName(facts)
  const name = companion?.profile.name ?? roomName ?? t('thread.companion')
  const canReply = companion !== undefined || members.length > 0
  const hasModel = members.length > 0 || (companion !== undefined && companion.binding !== null)
  const canSend = canReply && hasModel

  /** The message by which another version than the visible thread is being read. */
  const aside = thread.window?.onThread === false ? thread.window.messages.at(-1)?.id : undefined
  const branching = useBranching()
  /** The message that the next words follow, where that is not the end of the thread. */
  const after = branching.from ?? aside
  const shown = useMemo(() => cutAfter(thread.window, branching.from), [thread.window, branching.from])
  const next = useNextReplyStore(after)
  const panel = usePanel(next, writing)
  const { lookAt } = panel
  const sending = useSendHere({ conversationId, thread, goTo, next, branching, aside })
  const { outgoing } = sending
  const note = useComposerNote(companion, sending.error)
  const nameOf = (id: MessageId) => thread.window?.messages.find((one) => one.id === id)?.author ?? name
  const stop = () => {
    // A reply that has just ended by itself needs no stopping.
    client.chat.stop({ conversationId }).catch(() => {})
    field.current?.focus()
  }

  useEffect(() => {
    if (messageId === null) field.current?.focus({ preventScroll: true })
  }, [messageId])

  useChatKeys({ writing, onStop: stop, onSearch: openFind })

  const setting = useMemo(
    () => ({ name, companionId: companion?.id ?? null, actions, canReply, companions, branching, lookAt }),
    [name, companion?.id, actions, canReply, companions, branching, lookAt],
  )

  const error = facts.error ?? thread.error
  if (error) {
    return (
      <main className={styles['page']}>
        <EmptyState title={t('error.title')}>{errorText(error)}</EmptyState>
      </main>
    )
  }

  return (
    <LinkGate>
      <LiveProvider value={live}>
        <MessageSettingProvider value={setting}>
          <WriterProvider value={writer}>
            <NextReplyProvider value={next}>
              <MessageSpaces messages={thread.window?.messages} companionId={companion?.id ?? null}>
                <main {...look}>
                  <ChatHeader
                    facts={facts}
                    searching={searching}
                    onSearch={() => setSearching((open) => !open)}
                    panelOpen={panel.open}
                    onPanel={() => panel.setOpen(!panel.open)}
                  />
                  {searching && (
                    <FindBar
                      conversationId={conversationId}
                      field={findField}
                      scroller={scroller}
                      goTo={goTo}
                      onClose={() => {
                        setSearching(false)
                        field.current?.focus()
                      }}
                    />
                  )}
                  <AsideBanner aside={aside} />
                  <BranchBanner />
                  <PinnedStrip conversationId={conversationId} goTo={goTo} />
                  <Thread
                    scroller={scroller}
                    conversationId={conversationId}
                    thread={{ ...thread, window: shown }}
                    place={place}
                    writing={writing}
                    goTo={goTo}
                    outgoing={
                      outgoing || queue.length > 0 ? (
                        <>
                          {outgoing && <OutgoingRow draft={outgoing.draft} waiting={line === 'lost'} />}
                          <QueuedRows queue={queue} />
                        </>
                      ) : null
                    }
                    empty={
                      canReply ? (
                        <EmptyState title={t('empty.title')}>{t('empty.body', { name })}</EmptyState>
                      ) : (
                        <EmptyState title={t('empty.imported')} />
                      )
                    }
                  />
                  <WritingPlace facts={facts}>
                    {facts.conversation && !canReply && facts.conversation.companionId === null ? (
                      <p className={styles['readOnly']}>{t('composer.noCompanion')}</p>
                    ) : (
                      <Composer
                        conversationId={conversationId}
                        name={name}
                        field={field}
                        companions={companion ? [companion] : members}
                        members={members}
                        known={facts.known}
                        canSend={canSend}
                        onTheWay={sending.isOnTheWay}
                        writing={writing}
                        note={note}
                        send={sending.send}
                        onStop={stop}
                        foot={
                          <>
                            {members.length > 0 && (
                              <AnswerPicker
                                conversationId={conversationId}
                                members={members}
                                lastId={
                                  thread.window?.messages.findLast((one) => one.companionId !== null)?.companionId ??
                                  null
                                }
                                writing={writing}
                                onAsked={thread.refresh}
                              />
                            )}
                            <NextReplyCount
                              conversationId={conversationId}
                              open={panel.showsNext}
                              onToggle={panel.toggleNext}
                            />
                          </>
                        }
                      />
                    )}
                  </WritingPlace>
                  <ReplyAnnouncer store={live} nameOf={nameOf} />
                </main>
                <ChatPanel
                  facts={facts}
                  goTo={goTo}
                  open={panel.open}
                  onOpenChange={panel.setOpen}
                  tab={panel.tab}
                  onTab={panel.setTab}
                />
              </MessageSpaces>
            </NextReplyProvider>
          </WriterProvider>
        </MessageSettingProvider>
      </LiveProvider>
    </LinkGate>
  )
}
