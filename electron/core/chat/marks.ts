import type { Changes } from '#core/changes.ts'
import type { MessageId } from '#shared/model/ids.ts'
import type { Mark, MarkedMessage, MessageMarks } from '#shared/model/mark.ts'
import type { MarkQuery, MarkRepository } from './mark-repository.ts'
import type { MessageRepository } from './message-repository.ts'

type OneMark = { readonly messageId: MessageId; readonly mark: Mark }

/** Marks as windows use them; see shared/contract/marks.ts. */
export type Marks = {
  readonly of: (input: { readonly messageIds: readonly MessageId[] }) => MessageMarks[]
  readonly list: (query: MarkQuery) => MarkedMessage[]
  readonly add: (input: OneMark) => MessageMarks
  readonly remove: (input: OneMark) => MessageMarks
}

export function createMarks({
  repository,
  messages,
  changes,
  now,
}: {
  readonly repository: MarkRepository
  readonly messages: Pick<MessageRepository, 'get'>
  readonly changes: Changes
  readonly now: () => number
}): Marks {
  function changed(messageId: MessageId, write: () => void): MessageMarks {
    const { conversationId } = messages.get(messageId)
    write()
    changes.emit({ entity: 'mark', id: messageId, conversationId, kind: 'updated' })
    const [marks] = repository.of([messageId])
    return marks ?? { messageId, favourite: null, pinned: false, reactions: [] }
  }

  return {
    of: ({ messageIds }) => repository.of(messageIds),
    list: repository.list,
    add: ({ messageId, mark }) => changed(messageId, () => repository.add(messageId, mark, now())),
    remove: ({ messageId, mark }) => changed(messageId, () => repository.remove(messageId, mark)),
  }
}
