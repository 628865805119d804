import { Temporal } from 'temporal-polyfill'
import type { Named } from '#core/chat/whole-messages.ts'
import type { Conversation } from '#shared/model/conversation.ts'
import { isWholeLife, type ExportChoices, type ExportFormat, type ExportScope } from '#shared/model/export.ts'
import type { ConversationId, MessageId } from '#shared/model/ids.ts'
import type { Message } from '#shared/model/message.ts'
import type { LocalDate } from '#shared/model/milestone.ts'
import type { Part } from '#shared/model/part.ts'
import type { Story } from './story.ts'

type Narrowing = {
  readonly format: ExportFormat
  readonly scope: ExportScope
  readonly choices: ExportChoices
  /** The zone in which the person counts days. */
  readonly timeZone: string
}

/** The part of a story that somebody asked for: nothing else of it can be read through what this answers. */
export function narrowStory(story: Story, { format, scope, choices, timeZone }: Narrowing): Story {
  const from = choices.from === null ? null : beginningOf(choices.from, timeZone)
  const until = choices.to === null ? null : beginningOf(choices.to, timeZone, 1)
  const chosen = scope.kind === 'messages' ? new Set(scope.messageIds) : null

  function takes(message: Message, favourites: ReadonlySet<MessageId> | null): boolean {
    if (chosen && !chosen.has(message.id)) return false
    if (favourites && !favourites.has(message.id)) return false
    if (!choices.hidden && (message.hidden || message.deleted)) return false
    if (from === null && until === null) return true
    const { createdAt } = message
    return createdAt !== null && (from === null || createdAt >= from) && (until === null || createdAt < until)
  }

  function favouritesOf(id: ConversationId): ReadonlySet<MessageId> | null {
    if (!choices.favouritesOnly) return null
    return new Set(story.marks(id).flatMap(({ messageId, favourite }) => (favourite === null ? [] : [messageId])))
  }

  const narrowed = (message: Message): Message => ({
    ...message,
    parts: message.parts.filter((part) => stays(part, choices)),
  })
  const isAll = scope.kind === 'everything'
  const isWhole = (id: number) => isAll || (scope.kind === 'companion' && scope.companionId === id)

  return {
    ...story,
    portraits: () => story.companions().filter(({ id }) => isWhole(id)),
    *conversations() {
      for (const conversation of story.conversations()) {
        if (!isAsked(conversation, scope)) continue
        // Whoever names a hidden one means it.
        if (conversation.hidden && !choices.hidden && isWholeLife(scope)) continue
        // To be read, a conversation whose every word is in another one would be there twice.
        if (format === 'json' || story.whole.conversation(conversation.id).mergedInto === null) yield conversation
      }
    },
    *visibleThread(id) {
      const favourites = favouritesOf(id)
      for (const message of story.visibleThread(id)) {
        if (!message.deleted && takes(message, favourites)) yield narrowed(message)
      }
    },
    message(id) {
      const message = story.message(id)
      return message && !message.deleted && takes(message, null) ? narrowed(message) : null
    },
    days: () => story.days().filter(({ companionId }) => isAll || (companionId !== null && isWhole(companionId))),
    asset: (id) => (choices.files ? story.asset(id) : null),
    whole: {
      ...story.whole,
      selfRevisions: () => (isAll ? story.whole.selfRevisions() : []),
      *messages(id) {
        const favourites = favouritesOf(id)
        /** What those that stay here hang on; what hangs on them goes there instead. */
        const above = new Map<MessageId, Named | null>()
        for (const whole of story.whole.messages(id)) {
          const parent = whole.parent && (above.has(whole.parent.id) ? above.get(whole.parent.id) : whole.parent)
          if (!takes(whole.message, favourites)) above.set(whole.message.id, parent ?? null)
          else yield { ...whole, parent: parent ?? null, message: narrowed(whole.message) }
        }
      },
    },
  }
}

/** The first moment of a day, or of one so many days later, where the person is. */
function beginningOf(date: LocalDate, timeZone: string, later = 0): number {
  return Temporal.PlainDate.from(date).add({ days: later }).toZonedDateTime(timeZone).epochMilliseconds
}

function isAsked(conversation: Conversation, scope: ExportScope): boolean {
  switch (scope.kind) {
    case 'everything':
      return true
    case 'companion':
      return conversation.companionId === scope.companionId || conversation.memberIds.includes(scope.companionId)
    case 'conversation':
    case 'messages':
      return conversation.id === scope.conversationId
  }
}

/** What a conversation does not show by itself goes only where the person says so. */
function stays(part: Part, { hidden, thoughts, tools }: ExportChoices): boolean {
  switch (part.kind) {
    case 'thought':
      return thoughts
    case 'tool_call':
    case 'tool_result':
      return tools
    case 'context':
    case 'opaque':
    case 'stand_in':
      return hidden
    default:
      return true
  }
}
