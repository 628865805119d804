import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import type { ThreadAnchor } from '#shared/contract/conversations.ts'
import type { Message } from '#shared/model/message.ts'
import type { MessageId } from '#shared/model/ids.ts'
import { copyText } from '#renderer/design/copy-text.ts'
import { useToast } from '#renderer/design/Toasts.tsx'
import { paths } from '#renderer/app/paths.ts'
import { useErrorText } from '#renderer/rpc/error-text.ts'
import { useClient } from '#renderer/rpc/RpcProvider.tsx'
import type { Format } from '../selection/written-out.ts'

/** What can be done to a message. Each shows its own failure; none throws. */
export type MessageActions = {
  readonly copy: (message: Message, format: Format) => void
  readonly edit: (message: Message, text: string) => Promise<boolean>
  readonly regenerate: (message: Message) => void
  /** Goes on with a reply that was cut off. */
  readonly continue: (message: Message) => void
  /** Opens a new conversation that begins with a copy of the path up to here. */
  readonly branch: (message: Message) => void
  readonly remove: (message: Message) => void
  readonly restore: (message: Message) => void
  readonly selectVersion: (messageId: MessageId) => void
  /** Goes to a message of this thread and lights it up. */
  readonly show: (messageId: MessageId) => void
}

/** Moves the reader to where a change has led the thread; `hold` keeps what is in view where it is. */
export type GoTo = (anchor: ThreadAnchor, options?: { readonly flash?: MessageId; readonly hold?: boolean }) => void

/** The actions over the messages of one thread; the same object for as long as the thread is open. */
export function useMessageActions(goTo: GoTo, refresh: () => void): MessageActions {
  const client = useClient()
  const toast = useToast()
  const errorText = useErrorText()
  const { t } = useTranslation('chat')
  const [, navigate] = useLocation()
  const tools = useRef({ client, toast, errorText, t, goTo, refresh, navigate })
  tools.current = { client, toast, errorText, t, goTo, refresh, navigate }

  const [actions] = useState<MessageActions>(() => {
    const attempt = async (work: () => Promise<unknown>): Promise<boolean> => {
      try {
        await work()
        tools.current.refresh()
        return true
      } catch (error) {
        tools.current.toast({ title: tools.current.errorText(error) })
        return false
      }
    }
    // Whatever was asked for keeps its request until it is answered: asked again after a lost answer, it is made once.
    const requests = new Map<string, string>()
    const once = async (what: string, work: (requestId: string) => Promise<unknown>): Promise<boolean> => {
      const requestId = requests.get(what) ?? crypto.randomUUID()
      requests.set(what, requestId)
      const done = await attempt(() => work(requestId))
      if (done) requests.delete(what)
      return done
    }
    const restore = (message: Message) =>
      void attempt(() => tools.current.client.chat.restore({ messageId: message.id }))
    return {
      copy: (message, format) =>
        void attempt(async () => {
          const { wordsOf } = await import('../selection/written-out.ts')
          await copyText(wordsOf(message, format))
          tools.current.toast({ title: tools.current.t('action.copied') })
        }),
      edit: (message, text) =>
        once(`edit ${message.id} ${text}`, async (requestId) => {
          const made = await tools.current.client.chat.edit({ messageId: message.id, text, requestId })
          const { messageId, replyId } = made
          if (replyId === null) tools.current.goTo({ from: 'around', messageId }, { hold: true })
          else tools.current.goTo({ from: 'end' })
        }),
      regenerate: (message) =>
        void once(`regenerate ${message.id}`, async (requestId) => {
          await tools.current.client.chat.regenerate({ messageId: message.id, requestId })
          tools.current.goTo({ from: 'end' })
        }),
      continue: (message) =>
        void once(`continue ${message.id}`, async (requestId) => {
          await tools.current.client.chat.continue({ messageId: message.id, requestId })
          tools.current.goTo({ from: 'end' })
        }),
      branch: (message) =>
        void once(`branch ${message.id}`, async (requestId) => {
          const { client, navigate, toast, t } = tools.current
          const { id } = await client.conversations.branch({ messageId: message.id, title: null, requestId })
          navigate(paths.chat(id))
          toast({ title: t('branch.made') })
        }),
      remove: (message) =>
        void attempt(async () => {
          const { client, toast, t } = tools.current
          await client.chat.delete({ messageId: message.id })
          toast({ title: t('action.deleted'), action: { label: t('action.undo'), onSelect: () => restore(message) } })
        }),
      restore,
      show: (messageId) => tools.current.goTo({ from: 'around', messageId }, { flash: messageId }),
      selectVersion: (messageId) =>
        void attempt(async () => {
          await tools.current.client.conversations.selectVersion({ messageId })
          tools.current.goTo({ from: 'around', messageId }, { hold: true })
        }),
    }
  })
  return actions
}
