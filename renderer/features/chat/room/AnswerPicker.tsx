import { MessageCircle } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useStore } from 'zustand'
import type { Companion } from '#shared/model/companion.ts'
import { isSendable } from '#shared/model/draft.ts'
import type { CompanionId, ConversationId } from '#shared/model/ids.ts'
import { AnswerChoice } from '#shared/model/room.ts'
import { Button } from '#renderer/design/Button.tsx'
import { Select } from '#renderer/design/Select.tsx'
import { useToast } from '#renderer/design/Toasts.tsx'
import { useErrorText } from '#renderer/rpc/error-text.ts'
import { useClient } from '#renderer/rpc/RpcProvider.tsx'
import { useNextReply } from '../context/next-reply.ts'
import styles from './room.module.css'

/** Who of a room answers the next words, and the way to ask them to speak without any. */
export function AnswerPicker(props: {
  readonly conversationId: ConversationId
  readonly members: readonly Companion[]
  /** Who spoke last; the turn goes on from them. */
  readonly lastId: CompanionId | null
  readonly writing: boolean
  readonly onAsked: () => void
}) {
  const { conversationId, members, lastId, writing, onAsked } = props
  const { t } = useTranslation('chat')
  const client = useClient()
  const toast = useToast()
  const errorText = useErrorText()
  const next = useNextReply()
  const answer = useStore(next, (state) => state.answer)
  const hasWords = useStore(next, isSendable)
  const count = members.length
  const following = members[(members.findIndex(({ id }) => id === lastId) + 1) % count]?.profile.name

  const ask = async () => {
    try {
      await client.chat.answer({ conversationId, answer })
      next.setState({ answer: 'turn' })
      onAsked()
    } catch (error) {
      toast({ title: errorText(error) })
    }
  }

  return (
    <div className={styles['picker']}>
      <Select
        label={t('room.who')}
        labelHidden
        options={[
          { value: 'turn', label: t('room.turn', { name: following }) },
          ...members.map(({ id, profile }) => ({ value: String(id), label: profile.name })),
          { value: 'everyone', label: t('room.everyone', { count }) },
          { value: 'nobody', label: t('room.nobody') },
        ]}
        value={String(answer)}
        onChange={(value) => next.setState({ answer: choiceOf(value) })}
      />
      {!hasWords && answer !== 'nobody' && (
        <Button
          size="small"
          look="quiet"
          icon={<MessageCircle size="1em" strokeWidth={1.5} aria-hidden />}
          disabled={writing}
          onClick={() => void ask()}
        >
          {t('room.ask')}
        </Button>
      )}
    </div>
  )
}

function choiceOf(value: string): AnswerChoice {
  const choice = AnswerChoice.safeParse(value)
  return choice.success ? choice.data : (Number(value) as CompanionId)
}
