import { useTranslation } from 'react-i18next'
import { isCutOff } from '#shared/model/cut-off.ts'
import type { FailureCode, Message } from '#shared/model/message.ts'
import { spokenText } from '#shared/model/part.ts'
import type { LiveReply } from '../reply/live-reply.ts'
import { GoOn } from '../branch/GoOn.tsx'
import { FailureNote } from './FailureNote.tsx'
import { useMessageSetting } from './message-context.ts'
import styles from './MessageState.module.css'
import { useUnanswered } from './use-unanswered.ts'

/** How a message came to its end, where that was not the ordinary way. */
export function MessageState({ message, live }: { readonly message: Message; readonly live: LiveReply | null }) {
  const { t } = useTranslation('chat')
  if (message.deleted) return null
  const ended =
    message.state === 'streaming' && live !== null && live.phase !== 'streaming' ? live.phase : message.state
  if (ended === 'failed') {
    const code = (message.state === 'failed' ? message.failure : live?.failure) ?? 'unknown'
    const words = message.state === 'failed' ? spokenText(message.parts) : (live?.text ?? '')
    return <Failed message={message} code={code} hasWords={words.trim() !== ''} />
  }
  if (ended === 'stopped') return <Cut message={message} words={t('state.stopped')} />
  if (message.finishReason === 'spoke-for-other') return <p className={styles['mark']}>{t('room.cut')}</p>
  if (ended === 'interrupted') return <Cut message={message} words={t('state.interrupted')} />
  return isCutOff(message) ? <Cut message={message} words={t('branch.cutOff')} /> : null
}

function Failed(props: { readonly message: Message; readonly code: FailureCode; readonly hasWords: boolean }) {
  const { message, code, hasWords } = props
  const { companionId, actions, canReply } = useMessageSetting()
  return (
    <FailureNote
      code={code}
      companionId={message.companionId ?? companionId}
      detail={message.parts.flatMap((part) => (part.kind === 'error' ? [part.text] : [])).join('\n')}
      onRetry={canReply && message.role === 'assistant' ? () => actions.regenerate(message) : null}
      waits={useUnanswered(message)}
      hasWords={hasWords}
      more={<GoOn message={message} />}
    />
  )
}

function Cut({ message, words }: { readonly message: Message; readonly words: string }) {
  return (
    <div className={styles['cut']}>
      <p className={styles['mark']}>{words}</p>
      <GoOn message={message} />
    </div>
  )
}
