import type { Source } from '#shared/model/conversation.ts'
import type { DocumentConversation, DocumentMessage } from '#shared/model/document.ts'
import type { MessageState, Role } from '#shared/model/message.ts'
import type { Part } from '#shared/model/part.ts'
import type { SourceFile } from './files/source-files.ts'
import type { SourceTime } from './reading/source-time.ts'

/**
 * One message of a source. `parentId` names another node of the same conversation, earlier in the list; siblings come
 * in the source's order. Media in `parts` have their pointer but no asset yet.
 */
export type NeutralNode = {
  readonly sourceId: string
  readonly parentId: string | null
  readonly role: Role
  readonly author: string | null
  readonly createdAt: SourceTime | null
  readonly parts: readonly Part[]
  /** True when something in it was not understood and is kept as an opaque part. */
  readonly keptRaw: boolean
  readonly hidden: boolean
  readonly state: Exclude<MessageState, 'streaming'>
  readonly model: string | null
  readonly finishReason: string | null
  /** What the source says beyond the other fields. */
  readonly raw: unknown
  /** What only our own document says. */
  readonly kept?: DocumentMessage
}

/** Bytes that messages point to; `file` is null when the export does not contain them. */
export type NeutralAsset = {
  /** The source's own name for it: pointers of different form may mean the same. */
  readonly id: string
  readonly pointer: string
  readonly name: string | null
  readonly mime: string | null
  readonly file: SourceFile | null
}

/** Somebody who speaks in a conversation, by the name the source has for them, and whether that is the person. */
export type NeutralSpeaker = {
  readonly name: string
  readonly messages: number
  readonly side: 'you' | 'them' | 'unknown'
}

/** One conversation of a source, whole. */
export type NeutralConversation = {
  readonly source: Source
  readonly sourceId: string
  readonly title: string | null
  readonly createdAt: SourceTime | null
  readonly updatedAt: SourceTime | null
  readonly archived: boolean
  /** The node at which the visible thread ends. */
  readonly currentId: string | null
  readonly nodes: readonly NeutralNode[]
  readonly assets: readonly NeutralAsset[]
  /** Who speaks, where the source names people and not roles. Nodes of a side that is unknown have the role `assistant`. */
  readonly people?: readonly NeutralSpeaker[]
  /** Whom it is held with, where the source says so beside the messages. */
  readonly character?: string | null
  /** Everything the source says about the conversation itself. */
  readonly raw: unknown
  /** What only our own document says of it. */
  readonly kept?: DocumentConversation
  /** Why it could not be understood as a whole, if so; what there is of it is in `raw`. */
  readonly keptRaw: string | null
}
