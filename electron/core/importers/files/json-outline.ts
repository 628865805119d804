import { isObject, type UntrustedObject } from '../untrusted.ts'
import type { ScannedItem } from './json-array-scanner.ts'

/** Gathers the members of an outermost object for a look at all of them together. */
export type Outline = {
  readonly add: (key: string, value: unknown, bytes: number) => void
  readonly members: () => UntrustedObject
}

const listed = 50
const heldBytes = 16 * 1024 * 1024

/**
 * Opens an empty outline. Members in `descend` come item by item and are gathered as lists. Lists keep their first
 * items, and once 16 MiB are held, large members keep only their kind.
 */
export function createOutline(descend: readonly string[]): Outline {
  const members = new Map<string, unknown>()
  let held = 0

  return {
    add(key, value, bytes) {
      const known = members.get(key)
      const isItem = descend.includes(key) && (known !== undefined || isObject(value))
      if (isItem && Array.isArray(known) && known.length >= listed) return
      const room = held + bytes <= heldBytes
      if (room) held += bytes
      const kept = room || typeof value !== 'object' ? cut(value) : Array.isArray(value) ? [] : {}
      if (!isItem) members.set(key, kept)
      else members.set(key, Array.isArray(known) ? [...known, kept] : [kept])
    },
    members: () => Object.fromEntries(members),
  }
}

/** Puts one member, whose own lists come item by item, together again: of each list its first items. */
export function createInnerOutline() {
  let name: string | null = null
  let members: Record<string, unknown> = Object.create(null)
  let bytes = 0
  return {
    /** The member it holds now, if any. */
    get name(): string | null {
      return name
    },
    add(within: string, { key, listed: isListed, value, bytes: size }: ScannedItem): void {
      name = within
      if (key === null) return
      const known = members[key]
      const hasRoom = bytes + size <= heldBytes
      if (!isListed) members[key] = hasRoom || !isObject(value) ? value : {}
      else if (!Array.isArray(known)) members[key] = [hasRoom ? value : {}]
      else if (known.length < listed && hasRoom) known.push(value)
      else return
      if (hasRoom) bytes += size
    },
    /** Hands out what there is of it, and forgets it. */
    take() {
      const taken = { name: name ?? '', item: { ...members }, bytes }
      name = null
      members = Object.create(null)
      bytes = 0
      return taken
    },
  }
}

function cut(value: unknown): unknown {
  return Array.isArray(value) ? value.slice(0, listed) : value
}
