import { createStore, type StoreApi } from 'zustand/vanilla'
import type { MessageId } from '#shared/model/ids.ts'
import type { Message } from '#shared/model/message.ts'

export type Selection = {
  readonly active: boolean
  /** The messages themselves: who scrolls on loses none of them. */
  readonly chosen: ReadonlyMap<MessageId, Message>
  /** From where Shift goes on. */
  readonly from: MessageId | null
}

export type SelectionStore = StoreApi<Selection>

const nothing: Selection = { active: false, chosen: new Map(), from: null }

export function createSelectionStore(): SelectionStore {
  return createStore<Selection>(() => nothing)
}

/** Whether a message can be chosen at all. */
export function isSelectable(message: Message): boolean {
  return !message.deleted && message.state !== 'streaming'
}

/** Begins with this message, or takes it in or out. */
export function toggle(store: SelectionStore, message: Message): void {
  if (!isSelectable(message)) return
  store.setState(({ chosen }) => {
    const next = new Map(chosen)
    if (!next.delete(message.id)) next.set(message.id, message)
    return { active: true, chosen: next, from: message.id }
  })
}

/** Takes in everything from where the last choice was made up to this message, as far as it is in view. */
export function extend(store: SelectionStore, message: Message, inView: readonly Message[]): void {
  const { from } = store.getState()
  const start = inView.findIndex(({ id }) => id === from)
  const end = inView.findIndex(({ id }) => id === message.id)
  if (start === -1 || end === -1) {
    toggle(store, message)
    return
  }
  const range = inView.slice(Math.min(start, end), Math.max(start, end) + 1).filter(isSelectable)
  store.setState(({ chosen }) => ({
    active: true,
    chosen: new Map([...chosen, ...range.map((one) => [one.id, one] as const)]),
    from: message.id,
  }))
}

/** Leaves the choosing. */
export function leave(store: SelectionStore): void {
  store.setState(nothing)
}

/** What is chosen, in the order of the thread. */
export function inOrder({ chosen }: Selection): Message[] {
  return [...chosen.values()].toSorted((one, other) => one.depth - other.depth || one.id - other.id)
}
