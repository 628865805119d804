import { type ReactNode, useMemo, useRef, useState } from 'react'
import type { Message } from '#shared/model/message.ts'
import { isAside } from '../thread/thread-rows.ts'
import { SelectionProvider } from './selection-context.ts'
import { createSelectionStore } from './selection-store.ts'

/** Holds what is chosen in one thread. */
export function SelectionSpace(props: {
  readonly messages: readonly Message[] | undefined
  readonly children: ReactNode
}) {
  const [store] = useState(createSelectionStore)
  const messages = useRef(props.messages)
  messages.current = props.messages
  const setting = useMemo(
    () => ({ store, inView: () => messages.current?.filter((message) => !isAside(message)) ?? [] }),
    [store],
  )
  return <SelectionProvider value={setting}>{props.children}</SelectionProvider>
}
