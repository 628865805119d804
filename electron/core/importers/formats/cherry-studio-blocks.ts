import { messageRows } from '../reading/message-rows.ts'
import { asList, asText, type UntrustedObject } from '../untrusted.ts'

/** The blocks that messages are made of. */
export type CherryBlocks = {
  /** Those of one message: in the order in which it lists them, then those that only name it themselves. */
  readonly of: (message: UntrustedObject) => readonly UntrustedObject[]
}

/** Finds blocks by either link: a message lists its blocks, and a block names its message. */
export function cherryBlocks(table: unknown): CherryBlocks {
  const rows = messageRows(table)
  const byId = new Map<unknown, UntrustedObject>(rows.map((block) => [block['id'], block]))
  const byMessage = Map.groupBy(rows, (block) => asText(block['messageId']))
  return {
    of(message) {
      const id = asText(message['id'])
      const listed = asList(message['blocks']).flatMap((block) => {
        const found = byId.get(block)
        return found ? [found] : []
      })
      return [...new Set([...listed, ...(id === null ? [] : (byMessage.get(id) ?? []))])]
    },
  }
}
