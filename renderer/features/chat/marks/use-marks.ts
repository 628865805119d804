import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { MessageId } from '#shared/model/ids.ts'
import type { Mark, MessageMarks } from '#shared/model/mark.ts'
import type { Message } from '#shared/model/message.ts'
import { useToast } from '#renderer/design/Toasts.tsx'
import { useErrorText } from '#renderer/rpc/error-text.ts'
import { useApi, useClient } from '#renderer/rpc/RpcProvider.tsx'
import { createMarkStore, type MarkStore, shareMarks, withMarks } from './mark-store.ts'
import type { MarkActions } from './marks-context.ts'

/** The marks of these messages, kept fresh by the change feed. */
export function useMarkStore(messages: readonly Message[] | undefined): MarkStore {
  const [store] = useState(createMarkStore)
  const api = useApi()
  const messageIds = useMemo(() => messages?.map(({ id }) => id) ?? [], [messages])
  const { data } = useQuery({
    ...api.marks.of.queryOptions({ input: { messageIds } }),
    enabled: messageIds.length > 0,
    placeholderData: keepPreviousData,
    gcTime: 0,
  })
  useEffect(() => {
    if (data) store.setState((before) => shareMarks(before, data), true)
  }, [store, data])
  return store
}

type Opening = Pick<MarkActions, 'editNote' | 'chooseReaction'>

/** What can be done with the marks of one thread; the same object for as long as the thread is open. */
export function useMarkActionsOf(store: MarkStore, opening: Opening): MarkActions {
  const client = useClient()
  const toast = useToast()
  const errorText = useErrorText()
  const { t } = useTranslation('chat')
  const tools = useRef({ client, toast, errorText, t })
  tools.current = { client, toast, errorText, t }

  const [actions] = useState<MarkActions>(() => {
    const attempt = async (work: () => Promise<MessageMarks>): Promise<boolean> => {
      try {
        const marks = await work()
        store.setState((before) => withMarks(before, marks), true)
        return true
      } catch (error) {
        tools.current.toast({ title: tools.current.errorText(error) })
        return false
      }
    }
    const add = (messageId: MessageId, mark: Mark) => attempt(() => tools.current.client.marks.add({ messageId, mark }))
    const remove = (messageId: MessageId, mark: Mark) =>
      attempt(() => tools.current.client.marks.remove({ messageId, mark }))
    /** Says what went, with the way back. */
    const removed = async (messageId: MessageId, mark: Mark, title: string) => {
      const { toast, t } = tools.current
      if (!(await remove(messageId, mark))) return
      toast({ title, action: { label: t('action.undo'), onSelect: () => void add(messageId, mark) } })
    }
    const kept = async (messageId: MessageId, mark: Mark) => {
      const { toast, t } = tools.current
      if (!(await add(messageId, mark))) return
      const onSelect = () => opening.editNote(messageId, '')
      toast({ title: t('marks.favouriteKept'), action: { label: t('marks.addNote'), onSelect } })
    }
    return {
      ...opening,
      setFavourite(messageId, favourite, note = '') {
        const mark: Mark = { kind: 'favourite', note }
        void (favourite ? kept(messageId, mark) : removed(messageId, mark, tools.current.t('marks.favouriteGone')))
      },
      saveNote: (messageId, note) => add(messageId, { kind: 'favourite', note }),
      setPinned(messageId, pinned) {
        const mark: Mark = { kind: 'pin' }
        void (pinned ? add(messageId, mark) : removed(messageId, mark, tools.current.t('marks.unpinned')))
      },
      react(messageId, emoji, on) {
        const mark: Mark = { kind: 'reaction', emoji }
        void (on ? add(messageId, mark) : remove(messageId, mark))
      },
    }
  })
  return actions
}
