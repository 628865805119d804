import type { ReactNode } from 'react'
import type { CompanionId } from '#shared/model/ids.ts'
import type { Message } from '#shared/model/message.ts'
import { MarkSpace } from './marks/MarkSpace.tsx'
import styles from './MessageSpaces.module.css'
import { RememberSpace } from './remember/RememberSpace.tsx'
import { useIsSelecting } from './selection/selection-context.ts'
import { SelectionBar } from './selection/SelectionBar.tsx'
import { SelectionSpace } from './selection/SelectionSpace.tsx'
import { ReaderBar } from './speech/ReaderBar.tsx'
import { SpeechSpace } from './speech/SpeechSpace.tsx'
import type { ConversationFacts } from './use-conversation.ts'

/** What is known of the messages of a thread beside themselves: their marks, which are chosen, which is read aloud. */
export function MessageSpaces(props: {
  readonly messages: readonly Message[] | undefined
  readonly companionId: CompanionId | null
  readonly children: ReactNode
}) {
  const { messages, companionId, children } = props
  return (
    <MarkSpace messages={messages}>
      <SelectionSpace messages={messages}>
        <SpeechSpace companionId={companionId}>
          <RememberSpace companionId={companionId}>{children}</RememberSpace>
        </SpeechSpace>
      </SelectionSpace>
    </MarkSpace>
  )
}

/** Where one writes; while messages are chosen, what can be done with those. What is being written waits. */
export function WritingPlace({ facts, children }: { readonly facts: ConversationFacts; readonly children: ReactNode }) {
  const selecting = useIsSelecting()
  return (
    <>
      <ReaderBar companionId={facts.companion?.id ?? null} />
      {selecting && <SelectionBar facts={facts} />}
      <div className={styles['writing']} hidden={selecting}>
        {children}
      </div>
    </>
  )
}
