import { messageRows } from '../reading/message-rows.ts'
import { asList, asText, type UntrustedObject } from '../untrusted.ts'

/** The blocks that messages are made of. */
export type CherryBlocks = {
  /** Those of one message: in the order in which it lists them, then those that only name it themselves. */
  readonly of: (message: UntrustedObject) => readonly UntrustedObject[]
  /** Those that were of no message, as the app leaves them behind when one is deleted. */
  readonly left: () => readonly UntrustedObject[]
}

/** Finds blocks by either link: a message lists its blocks, and a block names its message. */
export function cherryBlocks(table: unknown): CherryBlocks {
  const rows = messageRows(table)
  const byId = new Map<unknown, UntrustedObject>(rows.map((block) => [block['id'], block]))
  const byMessage = Map.groupBy(rows, (block) => asText(block['messageId']))
  const taken = new Set<UntrustedObject>()
  return {
    of(message) {
      const id = asText(message['id'])
      const listed = asList(message['blocks']).flatMap((block) => {
        const found = byId.get(block)
        return found ? [found] : []
      })
      const own = new Set([...listed, ...(id === null ? [] : (byMessage.get(id) ?? []))])
      for (const block of own) taken.add(block)
      return [...own]
    },
    left: () => rows.filter((block) => !taken.has(block)),
  }
}
