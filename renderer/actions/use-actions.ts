import { useEffect, useRef, useSyncExternalStore } from 'react'
import { createActionRegistry, type Action } from './action-registry.ts'
import { isComposing } from './is-composing.ts'
import { isMac } from './platform.ts'

const registry = createActionRegistry()

/** Makes these things doable while the component is there: by their keys, in the keyboard map and in the palette. */
export function useActions(actions: readonly Action[]): void {
  const owner = useRef({}).current
  useEffect(() => {
    registry.set(owner, actions)
  })
  useEffect(() => () => registry.remove(owner), [owner])
}

/** All that can be done in the window now. */
export function useActionList(): readonly Action[] {
  return useSyncExternalStore(registry.subscribe, registry.list)
}

/** The one listener behind all keys of the window; call it once, in the shell. */
export function useActionKeys(): void {
  useEffect(() => {
    function onKey(event: KeyboardEvent) {
      if (event.defaultPrevented || isComposing(event)) return
      const action = registry.find(event, situationOf(event.target))
      if (action?.run === undefined) return
      event.preventDefault()
      action.run()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [])
}

function situationOf(target: EventTarget | null) {
  return {
    isMac,
    typing: target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select')),
    // A note in the corner is one too, but stands in nobody's way.
    dialog: document.querySelector(':is([role="dialog"], [role="alertdialog"]):not([aria-modal="false"])') !== null,
    popup: document.querySelector('[role="menu"], [role="listbox"]') !== null,
  }
}
