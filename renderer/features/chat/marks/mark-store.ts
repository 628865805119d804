import { createStore, type StoreApi } from 'zustand/vanilla'
import type { MessageId } from '#shared/model/ids.ts'
import type { MessageMarks } from '#shared/model/mark.ts'

/** The marks of the messages in view. */
export type MarkStore = StoreApi<ReadonlyMap<MessageId, MessageMarks>>

export function createMarkStore(): MarkStore {
  return createStore<ReadonlyMap<MessageId, MessageMarks>>(() => new Map())
}

/** The marks as they are now, with the very objects from before where nothing changed: only changed rows render. */
export function shareMarks(
  before: ReadonlyMap<MessageId, MessageMarks>,
  now: readonly MessageMarks[],
): ReadonlyMap<MessageId, MessageMarks> {
  return new Map(
    now.map((marks) => {
      const old = before.get(marks.messageId)
      return [marks.messageId, old && JSON.stringify(old) === JSON.stringify(marks) ? old : marks]
    }),
  )
}

/** The map with what one message carries since an action on it. */
export function withMarks(
  before: ReadonlyMap<MessageId, MessageMarks>,
  marks: MessageMarks,
): ReadonlyMap<MessageId, MessageMarks> {
  return new Map(before).set(marks.messageId, marks)
}
