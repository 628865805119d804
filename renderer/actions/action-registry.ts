import { isNoTyping, matches, type KeyPress, type Keys } from './key-press.ts'

/** The parts of the keyboard map and of the palette, in their order. */
export const actionGroups = ['anywhere', 'conversation', 'messages', 'writing', 'page'] as const
export type ActionGroup = (typeof actionGroups)[number]

/** Something that can be done where one is. */
export type Action = {
  /** Unique in the window, such as `chat.search`. */
  readonly id: string
  /** What it does, in the language of the interface. */
  readonly name: string
  readonly group: ActionGroup
  /** What it is done to, or which of several it is, where the name alone does not say. */
  readonly about?: string
  /** One or several ways to press it. */
  readonly keys?: Keys | readonly Keys[]
  /** Left out for keys that a part answers itself (arrows in a list): those are only listed. */
  readonly run?: () => void
  /** False while it can not be done; it is then neither pressed nor offered. */
  readonly enabled?: boolean
  /** False keeps it out of the palette, such as the palette itself. */
  readonly offered?: boolean
}

/** What of the page is in the way of a key. */
export type KeySituation = {
  readonly isMac: boolean
  /** The focus is where letters are typed. */
  readonly typing: boolean
  /** A dialog stands over the page. */
  readonly dialog: boolean
  /** A menu or a list of choices is open. */
  readonly popup: boolean
}

export type ActionRegistry = {
  /** Puts a list in, or in the place of the one under the same owner. */
  readonly set: (owner: object, actions: readonly Action[]) => void
  readonly remove: (owner: object) => void
  /** All that can be done or pressed now; the same array until that changes. */
  readonly list: () => readonly Action[]
  /** The action that these keys stand for here; the one registered last where several have them. */
  readonly find: (press: KeyPress, situation: KeySituation) => Action | undefined
  /** Returns the way out. */
  readonly subscribe: (listener: () => void) => () => void
}

/** The ways to press an action. */
export function keysOf(action: Action): readonly Keys[] {
  if (action.keys === undefined) return []
  return typeof action.keys === 'string' ? [action.keys] : action.keys
}

/** The one list behind the keys, the keyboard map and the palette. */
export function createActionRegistry(): ActionRegistry {
  const lists = new Map<object, readonly Action[]>()
  const listeners = new Set<() => void>()
  let all: readonly Action[] = []

  function gather() {
    all = [...lists.values()].flat().filter(({ enabled }) => enabled !== false)
  }

  function changed() {
    gather()
    for (const listener of listeners) listener()
  }

  return {
    set(owner, actions) {
      const before = lists.get(owner)
      lists.set(owner, actions)
      if (before !== undefined && sameToSee(before, actions)) {
        // Only what they run is new, which nobody who shows the list has to know.
        gather()
      } else changed()
    },
    remove(owner) {
      if (lists.delete(owner)) changed()
    },
    list: () => all,
    find: (press, situation) =>
      all.findLast(
        (action) =>
          action.run !== undefined &&
          keysOf(action).some((keys) => mayPress(keys, situation) && matches(keys, press, situation.isMac)),
      ),
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

function mayPress(keys: Keys, { typing, dialog, popup }: KeySituation): boolean {
  if (dialog) return false
  if (isNoTyping(keys)) return true
  // What lies above the page takes Escape for itself.
  if (keys === 'Escape') return !popup
  return !typing && !popup
}

function sameToSee(before: readonly Action[], after: readonly Action[]): boolean {
  return (
    before.length === after.length &&
    before.every((action, index) => {
      const other = after[index]
      return (
        other !== undefined &&
        action.id === other.id &&
        action.name === other.name &&
        action.about === other.about &&
        action.enabled === other.enabled &&
        String(action.keys) === String(other.keys)
      )
    })
  )
}
