import type { ChatTurn } from './chat-model.ts'

/** A message as a node of a tree. */
export type ChatNode = {
  readonly id: string
  readonly parent: string | null
  readonly children: string[]
  readonly role: 'user' | 'assistant'
  readonly text: string
  readonly time: number | null
}

/** The messages of a chat as a tree, parents first: each version hangs on the one that the chat went on from. */
export function chatNodes(turns: readonly ChatTurn[], idOf = (index: number) => `n${index}`): ChatNode[] {
  const nodes: ChatNode[] = []
  let above: ChatNode | null = null
  for (const { role, versions, shown } of turns) {
    const placed: ChatNode[] = versions.map(({ text, time }, index) => {
      const id = idOf(nodes.length + index)
      return { id, parent: above?.id ?? null, children: [], role, text, time }
    })
    above?.children.push(...placed.map(({ id }) => id))
    nodes.push(...placed)
    above = placed[shown] ?? null
  }
  return nodes
}

/** The id of the message at which the shown thread of a chat ends. */
export function lastShown(turns: readonly ChatTurn[], nodes: readonly ChatNode[]): string | null {
  const last = turns.at(-1)
  return last ? (nodes.slice(nodes.length - last.versions.length)[last.shown]?.id ?? null) : null
}

/** The same chat, gone on from the last version each time. */
export function wentOnFromLast(turns: readonly ChatTurn[]): ChatTurn[] {
  return turns.map((turn) => ({ ...turn, shown: turn.versions.length - 1 }))
}
