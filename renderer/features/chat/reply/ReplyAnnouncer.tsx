import { useTranslation } from 'react-i18next'
import { useStore } from 'zustand'
import type { MessageId } from '#shared/model/ids.ts'
import { VisuallyHidden } from '#renderer/design/VisuallyHidden.tsx'
import { plainWords } from '#renderer/markdown/plain-words.ts'
import { useReplySound } from './use-reply-sound.ts'
import type { LiveStore } from './live-store.ts'

/** Reads a reply out once, when it is whole: words that still grow would be read over and over. */
export function ReplyAnnouncer(props: {
  readonly store: LiveStore
  /** Who says a message. */
  readonly nameOf: (messageId: MessageId) => string
}) {
  const { store, nameOf } = props
  const { t } = useTranslation(['chat', 'errors'])
  const ended = useStore(store, (state) => state.ended)
  useReplySound(ended)
  const words = ended ? plainWords(ended.text) : ''
  const failure = ended?.failure ? t(`errors:failure.${ended.failure}.title`) : ''
  const name = ended ? nameOf(ended.messageId) : ''
  return (
    <VisuallyHidden live="polite">
      {ended === null
        ? ''
        : words !== '' && failure !== ''
          ? t('chat:thread.saidAndFailed', { name, words, failure })
          : t('chat:thread.said', { name, words: words || failure })}
    </VisuallyHidden>
  )
}
