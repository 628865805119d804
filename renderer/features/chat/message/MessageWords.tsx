import { useTranslation } from 'react-i18next'
import type { Message } from '#shared/model/message.ts'
import { Markdown } from '../LazyMarkdown.tsx'
import type { LiveReply } from '../reply/live-reply.ts'
import { useSpeaker } from './message-context.ts'
import { MessagePart, ThoughtPart } from './MessageParts.tsx'
import styles from './MessageWords.module.css'

/** Three quiet dots until the first word comes. */
function Waiting({ message, thinking }: { readonly message: Message; readonly thinking: boolean }) {
  const { t } = useTranslation('chat')
  const { name } = useSpeaker(message)
  return (
    <p className={styles['waiting']}>
      <span className={styles['dots']} aria-hidden>
        <i />
        <i />
        <i />
      </span>
      <span>{thinking ? t('thread.thinking', { name }) : t('thread.writing', { name })}</span>
    </p>
  )
}

/** What a message says: the live words while they come, the kept parts afterwards. */
export function MessageWords({ message, live }: { readonly message: Message; readonly live: LiveReply | null }) {
  if (message.state !== 'streaming' || live === null) {
    return (
      <div className={styles['words']}>
        {message.parts.map((part, index) =>
          // The words of a failure stand with the failure.
          part.kind === 'error' && message.state === 'failed' ? null : (
            // Parts have no identity of their own and never change places.
            <MessagePart
              key={index}
              part={part}
              typed={message.role === 'user'}
              replyToId={part.kind === 'text' ? message.replyToId : null}
            />
          ),
        )}
        {message.state === 'streaming' && message.parts.length === 0 && <Waiting message={message} thinking={false} />}
      </div>
    )
  }
  return (
    <div className={styles['words']}>
      {live.thought !== '' && <ThoughtPart text={live.thought} seconds={live.seconds} />}
      {live.text === '' ? (
        live.phase === 'streaming' && <Waiting message={message} thinking={live.thought !== ''} />
      ) : (
        <Markdown text={live.text} growing={live.phase === 'streaming'} />
      )}
    </div>
  )
}
