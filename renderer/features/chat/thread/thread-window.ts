import type { ThreadAnchor, ThreadPage } from '#shared/contract/conversations.ts'
import type { MessageId } from '#shared/model/ids.ts'
import type { Message } from '#shared/model/message.ts'

/** How many rows are held at most; a thread of any length costs this much. */
export const windowLimit = 300
/** How many rows one page brings: a few screens, and few enough to be laid out between two frames. */
export const pageSize = 20
/** How many rows a place is first drawn with: more than a screen, and the rest comes once that can be read. */
export const openingSize = 18

/** The consecutive messages in view and around it. Same shape as a page, grown and cut at both ends. */
export type ThreadWindow = ThreadPage

/** The window with older messages before it; what falls off at the far end can be read again. */
export function withOlder(window: ThreadWindow, page: ThreadPage): ThreadWindow {
  const known = new Set(window.messages.map((message) => message.id))
  const messages = [...page.messages.filter((message) => !known.has(message.id)), ...window.messages]
  return {
    messages: messages.slice(0, windowLimit),
    hasBefore: page.hasBefore,
    hasAfter: window.hasAfter || messages.length > windowLimit,
    onThread: page.onThread,
    lastDepth: page.lastDepth,
  }
}

/** The window with newer messages after it; what falls off at the far end can be read again. */
export function withNewer(window: ThreadWindow, page: ThreadPage): ThreadWindow {
  const known = new Set(window.messages.map((message) => message.id))
  const messages = [...window.messages, ...page.messages.filter((message) => !known.has(message.id))]
  return {
    messages: messages.slice(-windowLimit),
    hasBefore: window.hasBefore || messages.length > windowLimit,
    hasAfter: page.hasAfter,
    onThread: page.onThread,
    lastDepth: page.lastDepth,
  }
}

/** What to read to see the same stretch again after something in it changed. */
export function anchorToRefresh(window: ThreadWindow): { readonly anchor: ThreadAnchor; readonly limit: number } {
  const limit = Math.min(windowLimit, Math.max(pageSize, window.messages.length))
  const middle = window.messages[Math.floor(window.messages.length / 2)]
  // The end of the visible thread is another place than the end of another version.
  if (!middle || (!window.hasAfter && window.onThread)) return { anchor: { from: 'end' }, limit }
  return { anchor: { from: 'around', messageId: middle.id }, limit }
}

/**
 * `next` with the very objects of `previous` wherever a message is unchanged, so that only changed rows render; and
 * the same list where no message changed at all.
 */
export function shareUnchanged<Window extends ThreadWindow>(previous: Window | undefined, next: Window): Window {
  if (!previous || previous === next) return next
  const before = new Map<MessageId, Message>(previous.messages.map((message) => [message.id, message]))
  const messages = next.messages.map((message) => {
    const old = before.get(message.id)
    return old && (old === message || JSON.stringify(old) === JSON.stringify(message)) ? old : message
  })
  const same =
    messages.length === previous.messages.length &&
    messages.every((message, index) => message === previous.messages[index])
  return { ...next, messages: same ? previous.messages : messages }
}
