import { Temporal } from 'temporal-polyfill'
import type { OpenedThread } from '#shared/contract/reading.ts'
import type { ConversationId, MessageId } from '#shared/model/ids.ts'
import type { ReadingPlace, ThreadMonth } from '#shared/model/reading.ts'
import type { MessageRepository } from './message-repository.ts'
import type { ReadingRepository } from './reading-repository.ts'

/** Reading a long thread, as windows do it; see shared/contract/reading.ts. */
export type ReadingRoom = {
  readonly open: (input: { readonly id: ConversationId; readonly limit: number }) => OpenedThread
  readonly leave: (input: {
    readonly id: ConversationId
    readonly place: ReadingPlace | null
    readonly seen: MessageId
  }) => void
  readonly months: (input: { readonly id: ConversationId }) => { months: ThreadMonth[]; lastDepth: number }
  readonly media: ReadingRepository['media']
}

export function createReadingRoom({
  repository,
  messages,
  timeZone,
}: {
  readonly repository: ReadingRepository
  readonly messages: Pick<MessageRepository, 'thread'>
  readonly timeZone: () => string
}): ReadingRoom {
  return {
    open: ({ id, limit }) => {
      const { place, news } = repository.of(id)
      const at = place?.messageId ?? news?.firstId
      const anchor = at === undefined ? ({ from: 'end' } as const) : ({ from: 'around', messageId: at } as const)
      return { page: messages.thread(id, anchor, limit), place, news }
    },
    leave: ({ id, place, seen }) => repository.leave(id, place, seen),
    months: ({ id }) => {
      const zone = timeZone()
      const months: ThreadMonth[] = []
      // One look into the index a month: counting the messages would read all of them.
      let found = repository.firstAt(id, 0)
      while (found) {
        const { depth, time } = found
        const day = Temporal.Instant.fromEpochMilliseconds(time).toZonedDateTimeISO(zone).toPlainDate()
        const month = day.toPlainYearMonth()
        // In a thread whose times go back and forth, a month stands where it was first reached.
        if (depth > (months.at(-1)?.depth ?? -1)) months.push({ month: month.toString(), depth, time })
        const next = month.add({ months: 1 }).toPlainDate({ day: 1 }).toZonedDateTime(zone)
        found = repository.firstAt(id, next.epochMilliseconds)
      }
      return { months, lastDepth: repository.lastDepth(id) }
    },
    media: repository.media,
  }
}
