import type { TalkNode, TalkTree } from './talk-tree.ts'

const nobody = '00000000-0000-0000-0000-000000000000'

/** A conversation as LibreChat exports it, each answer nested in its question or all in one list. */
export function librechatFile(tree: TalkTree, recursive: boolean, more: object = {}): object {
  return {
    conversationId: 'conversation-1',
    endpoint: 'openAI',
    title: 'A conversation',
    exportAt: '20:33:31 GMT-0400 (Eastern Daylight Time)',
    branches: true,
    recursive,
    options: { model: 'gpt-4o', promptPrefix: null },
    messages: recursive ? nested(tree.nodes) : tree.nodes.map(messageOf),
    ...more,
  }
}

/** A talk of so many messages, each nested in the one before, as text: no library writes JSON that deep. */
export function deepLibrechatFile(messages: number): string {
  const open = Array.from({ length: messages }, (_, index) => {
    const role = index % 2 === 0 ? 'user' : 'assistant'
    const message = JSON.stringify(
      messageOf({ id: `m${index}`, parent: null, role, text: `said ${index}`, time: 1_700_000_000_000 }),
    )
    return `${message.slice(0, -1)},"children":[`
  })
  return `{"conversationId":"deep","exportAt":"x","recursive":true,"messages":[${open.join('')}${']}'.repeat(messages)}]}`
}

function messageOf({ id, parent, role, text, time }: TalkNode): object {
  return {
    messageId: id,
    parentMessageId: parent ?? nobody,
    conversationId: 'conversation-1',
    text,
    sender: role === 'user' ? 'User' : 'GPT-4o',
    isCreatedByUser: role === 'user',
    createdAt: new Date(time).toISOString(),
    updatedAt: new Date(time).toISOString(),
    model: role === 'user' ? null : 'gpt-4o',
    error: false,
    unfinished: false,
  }
}

function nested(nodes: readonly TalkNode[]): object[] {
  const written = new Map(nodes.map((node) => [node.id, { ...messageOf(node), children: [] as object[] }]))
  const roots: object[] = []
  for (const { id, parent } of nodes) {
    const siblings = parent === null ? roots : written.get(parent)?.children
    siblings?.push(written.get(id) ?? {})
  }
  return roots
}
