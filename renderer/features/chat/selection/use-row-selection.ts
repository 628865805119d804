import type { KeyboardEvent, MouseEvent } from 'react'
import type { Message } from '#shared/model/message.ts'
import { useSelected, useSelection } from './selection-context.ts'
import { extend, isSelectable, toggle } from './selection-store.ts'

const controls = 'a, button, input, textarea, summary, audio, [role=link]'

/** How a row is chosen: a press anywhere on it, Shift for a stretch, Space, and Shift with the arrow keys. */
export function useRowSelection(message: Message) {
  const { store, inView } = useSelection()
  const selected = useSelected(message.id)
  const selecting = selected !== 'off'
  const choose = ({ shiftKey }: { readonly shiftKey: boolean }) =>
    selecting && shiftKey ? extend(store, message, inView()) : toggle(store, message)
  /** Shift and a press begin the choosing, unless somebody is marking words. */
  const begins = (event: MouseEvent) =>
    !selecting &&
    event.shiftKey &&
    event.button === 0 &&
    isSelectable(message) &&
    event.target instanceof Element &&
    event.currentTarget.contains(event.target) &&
    event.target.closest(controls) === null &&
    getSelection()?.isCollapsed !== false

  return {
    selected,
    selecting,
    choose,
    rowProps: {
      onMouseDown: (event: MouseEvent) => {
        // Otherwise the words from the last press up to here would be marked.
        if (begins(event)) event.preventDefault()
      },
      onClick: (event: MouseEvent) => {
        if (begins(event)) toggle(store, message)
      },
      onKeyDown: (event: KeyboardEvent) => {
        if (!selecting || event.target !== event.currentTarget) return
        if (event.key === ' ') {
          event.preventDefault()
          choose(event)
        } else if (event.shiftKey && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) {
          const rows = inView()
          const next = rows[rows.findIndex(({ id }) => id === message.id) + (event.key === 'ArrowUp' ? -1 : 1)]
          if (!store.getState().chosen.has(message.id)) toggle(store, message)
          if (next) extend(store, next, rows)
        }
      },
    },
  }
}
