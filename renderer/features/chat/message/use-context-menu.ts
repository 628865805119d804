import { type MouseEvent, useCallback, useState } from 'react'
import type { MenuAnchor } from '#renderer/design/Menu.tsx'

/** Where and whether the menu of a message is open. */
export type ContextMenu = {
  readonly open: boolean
  /** Null: at the button of the menu. */
  readonly anchor: MenuAnchor | null
  readonly onOpenChange: (open: boolean) => void
}

/** What the system's own menu does better: following a link, correcting a word, copying what is selected. */
function isForSystem(target: EventTarget): boolean {
  if (!(target instanceof Element)) return false
  if (target.closest('a[href], img, input, textarea, [contenteditable]')) return true
  const selection = getSelection()
  return selection !== null && !selection.isCollapsed && selection.containsNode(target, true)
}

/** Opens the menu of a message by right click, Shift+F10 or the menu key. */
export function useContextMenu(): ContextMenu & { readonly onContextMenu: (event: MouseEvent) => void } {
  const [menu, setMenu] = useState<{ readonly open: boolean; readonly anchor: MenuAnchor | null }>({
    open: false,
    anchor: null,
  })
  const onOpenChange = useCallback(
    (open: boolean) => setMenu(({ anchor }) => ({ open, anchor: open ? null : anchor })),
    [],
  )
  const onContextMenu = (event: MouseEvent) => {
    // Through a portal, from the menu or a dialog of this very row.
    if (!event.currentTarget.contains(event.target as Node) || isForSystem(event.target)) return
    event.preventDefault()
    const { clientX, clientY } = event
    // A key has no place of its own; only a pointing button does.
    const anchor = event.button === 2 ? { getBoundingClientRect: () => new DOMRect(clientX, clientY, 0, 0) } : null
    setMenu({ open: true, anchor })
  }
  return { ...menu, onOpenChange, onContextMenu }
}
