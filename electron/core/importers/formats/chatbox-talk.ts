import { textOf } from './chatbox-message.ts'
import type { Entry } from '../reading/entry-tree.ts'
import { messageRows } from '../reading/message-rows.ts'
import { createNodeNamer } from '../reading/node-identity.ts'
import { parseSourceTime } from '../reading/source-time.ts'
import { asList, asNumber, asObject, asText, type UntrustedObject } from '../untrusted.ts'

/** The messages of a session with what each follows, and the one the shown thread ends at. */
export type Talk = { readonly entries: readonly Entry<UntrustedObject>[]; readonly current: string | null }

/**
 * Threads are what the session was before: they come first, in their order, and the talk goes on from them. Where it
 * forks, the list at the fork's position is the one that is shown, and its messages stand in the thread itself.
 */
export function talkOf(session: UntrustedObject): Talk {
  const name = createNodeNamer()
  const entries: Entry<UntrustedObject>[] = []
  const follows = new Map<string, string>()
  const add = (rows: readonly UntrustedObject[], above: string | null): string | null => {
    let last = above
    for (const value of rows) {
      const time = parseSourceTime(value['timestamp'])
      const id = asText(value['id']) ?? name({ time, who: asText(value['role']) ?? '', text: textOf(value) })
      entries.push({ id, parentId: last, value })
      if (last !== null && !follows.has(last)) follows.set(last, id)
      last = id
    }
    return last
  }
  let current: string | null = null
  for (const thread of asList(session['threads'])) current = add(messageRows(asObject(thread)['messages']), current)
  current = add(messageRows(session['messages']), current)

  const orders = new Map<string, string[]>()
  for (const [id, fork] of Object.entries(asObject(session['messageForksHash']))) {
    const { position, lists } = forkOf(fork)
    const order = lists.map((list, index) => {
      if (index === position && list.length === 0) return follows.get(id)
      const first = entries.length
      add(list, id)
      return entries[first]?.id
    })
    orders.set(
      id,
      order.filter((child) => child !== undefined),
    )
  }
  return {
    entries: entries.map((entry) => {
      const children = orders.get(entry.id)
      return children ? { ...entry, children } : entry
    }),
    current,
  }
}

/** What a fork holds: its lists of messages, and in `raw` what it says beside them. */
export function forkOf(value: unknown): {
  readonly position: number | null
  readonly lists: readonly (readonly UntrustedObject[])[]
  readonly raw: UntrustedObject
} {
  const { lists, ...raw } = asObject(value)
  return {
    position: asNumber(raw['position']),
    lists: asList(lists).map((list) => messageRows(asObject(list)['messages'])),
    raw: { ...raw, lists: asList(lists).map((list) => ({ ...asObject(list), messages: undefined })) },
  }
}
