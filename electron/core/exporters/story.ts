import type { WholeConversation, WholeMessage } from '#core/chat/whole-messages.ts'
import type { Companion } from '#shared/model/companion.ts'
import type { Conversation } from '#shared/model/conversation.ts'
import type { DocumentCompanion, DocumentRevision, MessageRef } from '#shared/model/document.ts'
import type { AssetId, CompanionId, ConversationId, MessageId, Timestamp } from '#shared/model/ids.ts'
import type { Mark, MessageMarks } from '#shared/model/mark.ts'
import type { Memory } from '#shared/model/memory.ts'
import type { Message } from '#shared/model/message.ts'
import type { Milestone } from '#shared/model/milestone.ts'
import type { Self } from '#shared/model/self.ts'

/** Bytes of the vault on their way out. */
export type StoryAsset = {
  readonly mime: string
  readonly size: number
  readonly bytes: () => Iterable<Uint8Array>
}

/** The path of an asset's bytes beside the text; null where they do not go along. */
export type PathOf = (id: AssetId) => string | null

/** All that exporters may read; each call starts anew, so that nothing large is ever held. */
export type Story = {
  readonly self: () => Self
  /** Everybody, for the names of those who speak. */
  readonly companions: () => readonly Companion[]
  /** Those who go along with all that is theirs. */
  readonly portraits: () => readonly Companion[]
  readonly conversations: () => Iterable<Conversation>
  readonly conversation: (id: ConversationId) => Conversation | null
  /** The visible thread, oldest first. */
  readonly visibleThread: (id: ConversationId) => Iterable<Message>
  /** A message that goes along, be it on the visible thread or another version; null for any other. */
  readonly message: (id: MessageId) => Message | null
  /** What the person put on messages of a conversation; few, whatever its length. */
  readonly marks: (id: ConversationId) => readonly MessageMarks[]
  readonly letter: (id: CompanionId) => string
  /** A companion as a card that other apps take. */
  readonly card: (companion: Companion) => Uint8Array
  /** Other forms of Chinese characters, each before its simplified one, for a search that takes them as one. */
  readonly formsOf: (characters: Iterable<string>) => string
  readonly memories: (id: CompanionId) => Iterable<Memory>
  readonly days: () => readonly Milestone[]
  readonly asset: (id: AssetId) => StoryAsset | null
  readonly whole: WholeStory
}

/** What only the account that leaves nothing out has. Keys hold outside of this vault. */
export type WholeStory = {
  readonly conversation: (id: ConversationId) => WholeConversation
  /** Every message of the tree, parents before their children. */
  readonly messages: (id: ConversationId) => Iterable<WholeMessage>
  readonly marks: (id: ConversationId) => ReadonlyMap<MessageId, { readonly mark: Mark; readonly at: Timestamp }[]>
  readonly companion: (companion: Companion, pathOf: PathOf) => DocumentCompanion
  readonly selfRevisions: () => readonly DocumentRevision[]
  readonly keyOf: (id: number, sourceId: string | null) => string
  readonly companionKey: (id: CompanionId) => string
  /** Null for a message that is gone. */
  readonly messageRef: (id: MessageId) => MessageRef | null
  readonly unpack: (raw: Uint8Array) => unknown
}

/** One file of an export. All of its pieces are taken before the next file is asked for. */
export type ExportFile = { readonly path: string; readonly pieces: Iterable<string | Uint8Array> }
