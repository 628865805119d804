import { createContext, use } from 'react'
import { useStore } from 'zustand'
import type { Message } from '#shared/model/message.ts'
import type { MessageId } from '#shared/model/ids.ts'
import type { SelectionStore } from './selection-store.ts'

/** The selection of a thread, and the messages that it can reach. */
export type SelectionSetting = { readonly store: SelectionStore; readonly inView: () => readonly Message[] }

const Context = createContext<SelectionSetting | null>(null)

/** Gives a thread its selection. */
export const SelectionProvider = Context

export function useSelection(): SelectionSetting {
  const setting = use(Context)
  if (!setting) throw new Error('useSelection outside of SelectionProvider')
  return setting
}

/** Whether messages are being chosen, and whether this one is. */
export function useSelected(id: MessageId): 'off' | 'chosen' | 'free' {
  return useStore(useSelection().store, ({ active, chosen }) => (active ? (chosen.has(id) ? 'chosen' : 'free') : 'off'))
}

/** Whether messages are being chosen. */
export function useIsSelecting(): boolean {
  return useStore(useSelection().store, ({ active }) => active)
}
