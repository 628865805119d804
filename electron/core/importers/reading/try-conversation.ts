import type { ReadItem } from '../importer.ts'
import type { NeutralConversation } from '../neutral.ts'

/** One of several conversations of a file: what is wrong with it fails it alone. `item` is how the receipt names it. */
export function tryConversation(file: string, item: string | null, read: () => NeutralConversation): ReadItem {
  try {
    return { kind: 'conversation', file, conversation: read() }
  } catch {
    return { kind: 'failed', file, code: 'unreadable-conversation', item }
  }
}

/** A conversation that was opened and never held: there is nothing to keep of it but that it was there. */
export function emptyConversation(file: string, item: string | null): ReadItem {
  return { kind: 'note', file, code: 'empty-conversation', item }
}
