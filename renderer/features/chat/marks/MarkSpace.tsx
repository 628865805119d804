import { type ReactNode, useMemo, useRef, useState } from 'react'
import type { MessageId } from '#shared/model/ids.ts'
import type { Message } from '#shared/model/message.ts'
import { MarkSettingProvider } from './marks-context.ts'
import { NoteDialog } from './NoteDialog.tsx'
import { ReactionPicker } from './ReactionPicker.tsx'
import { useMarkActionsOf, useMarkStore } from './use-marks.ts'

/** Knows the marks of the messages in view, and holds what opens to change them. */
export function MarkSpace(props: { readonly messages: readonly Message[] | undefined; readonly children: ReactNode }) {
  const store = useMarkStore(props.messages)
  const [noted, setNoted] = useState<{ readonly messageId: MessageId; readonly note: string } | null>(null)
  const [reacting, setReacting] = useState<MessageId | null>(null)
  const opening = useRef({
    editNote: (messageId: MessageId, note: string) => setNoted({ messageId, note }),
    chooseReaction: setReacting,
  })
  const actions = useMarkActionsOf(store, opening.current)
  const setting = useMemo(() => ({ store, actions }), [store, actions])
  return (
    <MarkSettingProvider value={setting}>
      {props.children}
      {noted && <NoteDialog key={noted.messageId} {...noted} onClose={() => setNoted(null)} />}
      {reacting !== null && <ReactionPicker messageId={reacting} onClose={() => setReacting(null)} />}
    </MarkSettingProvider>
  )
}
