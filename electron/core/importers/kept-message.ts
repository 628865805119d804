import type { ImportedMessage } from '#core/chat/import-batch.ts'
import type { OwnKeys } from '#core/store/own-keys.ts'
import type { ConversationKind } from '#shared/model/conversation.ts'
import type { DocumentConversation, DocumentMessage } from '#shared/model/document.ts'
import type { CompanionId, MessageId } from '#shared/model/ids.ts'
import type { Part } from '#shared/model/part.ts'

/** Whom and what the names in a document mean in this vault. */
export type KeptNames = {
  readonly keys: OwnKeys
  /** Null for somebody who is not here. */
  readonly companionId: (key: string) => CompanionId | null
}

type Owner = {
  readonly companionId: CompanionId | null
  readonly kind: ConversationKind
  readonly memberIds: readonly CompanionId[]
}

/** Whose a conversation is here, and so what it can be: without the companions that speak in it, it is only imported. */
export function keptOwner({ kind, companion, members }: DocumentConversation, { companionId }: KeptNames): Owner {
  const owner = companion === null ? null : companionId(companion)
  const memberIds = members.flatMap((key) => companionId(key) ?? [])
  if (kind === 'room') return { companionId: null, kind: memberIds.length > 0 ? kind : 'imported', memberIds }
  return { companionId: owner, kind: owner === null ? 'imported' : kind, memberIds: [] }
}

/** The parts as they were: what a part said of its bytes stays, and only where they are is new. */
export function keptParts(parts: readonly Part[], kept: DocumentMessage): readonly Part[] {
  return parts.map((part, index) => {
    const written = kept.parts[index]
    if (!('assetId' in part) || !written || part.kind !== written.kind) return part
    const { pointer = null, mime = null } = written as {
      readonly pointer?: string | null
      readonly mime?: string | null
    }
    return { ...part, pointer, mime }
  })
}

/** A message with all that the document says of it, in this vault's own numbers. */
export function withKept(
  message: ImportedMessage,
  kept: DocumentMessage,
  { names, places }: { readonly names: KeptNames; readonly places: ReadonlyMap<string, { readonly id: MessageId }> },
): ImportedMessage {
  const { time } = kept
  return {
    ...message,
    timeOriginal: time?.original ?? null,
    timePrecision: time?.precision ?? null,
    timeZoneKnown: time?.zoneKnown ?? null,
    provider: kept.provider,
    tokens: kept.tokens,
    kept: {
      failure: kept.failure,
      deletedAt: kept.deletedAt,
      replyToId: kept.replyTo === null ? null : (places.get(kept.replyTo)?.id ?? null),
      companionId: kept.companion === null ? null : names.companionId(kept.companion),
      marks: kept.marks,
      chosen: kept.chosen && message.parentId !== null,
    },
  }
}
