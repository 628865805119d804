import type { Companion } from '#shared/model/companion.ts'
import type { Conversation } from '#shared/model/conversation.ts'
import type { AssetId, ConversationId } from '#shared/model/ids.ts'
import type { MessageMarks } from '#shared/model/mark.ts'
import type { Message } from '#shared/model/message.ts'

/** All that exporters may read; each call starts anew, so that nothing large is ever held. */
export type Story = {
  readonly companions: () => readonly Companion[]
  readonly conversations: () => Iterable<Conversation>
  /** Every message of the tree, parents before their children. */
  readonly everyMessage: (id: ConversationId) => Iterable<Message>
  /** The visible thread, oldest first. */
  readonly visibleThread: (id: ConversationId) => Iterable<Message>
  /** What the person put on messages of a conversation; few, whatever its length. */
  readonly marks: (id: ConversationId) => readonly MessageMarks[]
  readonly asset: (id: AssetId) => { readonly mime: string; readonly bytes: () => Iterable<Uint8Array> } | null
}
