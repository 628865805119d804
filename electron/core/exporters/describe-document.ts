import type { WholeMessage } from '#core/chat/whole-messages.ts'
import type { Conversation } from '#shared/model/conversation.ts'
import type { DocumentConversation, DocumentDay, DocumentMessage } from '#shared/model/document.ts'
import type { Milestone } from '#shared/model/milestone.ts'
import type { Part } from '#shared/model/part.ts'
import type { PathOf, Story } from './story.ts'

/** A conversation as the document has it, without its messages. */
export function describeConversation(conversation: Conversation, { companions, whole }: Story): DocumentConversation {
  const { id, source, kind, companionId, memberIds, title, createdAt, updatedAt } = conversation
  const { archived, starred, hidden, tags } = conversation
  const { sourceId, leafId, branchedFrom, mergedInto, raw } = whole.conversation(id)
  return {
    id: whole.keyOf(id, sourceId),
    source,
    kind,
    companion: companionId === null ? null : whole.companionKey(companionId),
    companionName: companions().find((companion) => companion.id === companionId)?.profile.name ?? null,
    members: memberIds.map(whole.companionKey),
    title,
    createdAt,
    updatedAt,
    archived,
    starred,
    hidden,
    tags,
    shown: leafId === null ? null : (whole.messageRef(leafId)?.message ?? null),
    branchedFrom: branchedFrom === null ? null : whole.messageRef(branchedFrom),
    mergedInto: mergedInto && {
      source: mergedInto.source,
      conversation: whole.keyOf(mergedInto.id, mergedInto.sourceId),
    },
    raw: said(raw, whole),
    continues: false,
  }
}

/** A message as the document has it; what says nothing is left out. */
export function describeMessage(
  { message, sourceId, parent, replyTo, time, deletedAt, chosen, raw }: WholeMessage,
  marks: DocumentMessage['marks'],
  { whole }: Story,
  pathOf: PathOf,
): Partial<DocumentMessage> {
  const { id, role, author, companionId, createdAt, parts, state, failure, hidden } = message
  const all = {
    id: whole.keyOf(id, sourceId),
    parent: parent && whole.keyOf(parent.id, parent.sourceId),
    role,
    author,
    companion: companionId === null ? null : whole.companionKey(companionId),
    createdAt,
    time,
    parts: parts.map((part) => describePart(part, pathOf)),
    replyTo: replyTo && whole.keyOf(replyTo.id, replyTo.sourceId),
    // What is being written while it is exported is cut there.
    state: state === 'streaming' ? 'interrupted' : state,
    failure,
    hidden,
    deletedAt,
    model: message.model,
    provider: message.provider,
    finishReason: message.finishReason,
    tokens: message.tokens,
    chosen,
    marks,
    raw: said(raw, whole),
  } satisfies DocumentMessage
  return Object.fromEntries(
    Object.entries(all).filter(([name, value]) =>
      name === 'state' ? value !== 'complete' : name === 'raw' || says(value),
    ),
  )
}

/** What the source said besides; often that is nothing. */
function said(raw: Uint8Array | null, { unpack }: Story['whole']): unknown {
  return raw === null ? undefined : (unpack(raw) ?? undefined)
}

function says(value: unknown): boolean {
  return value !== null && value !== false && !(Array.isArray(value) && value.length === 0)
}

/** The number of its bytes means something in one vault only; their path does beside the document. */
function describePart(part: Part, pathOf: PathOf): DocumentMessage['parts'][number] {
  if (!('assetId' in part)) return part
  const { assetId, ...rest } = part
  const file = assetId === null ? null : pathOf(assetId)
  return file === null ? rest : { ...rest, file }
}

/** A day that matters as the document has it. */
export function describeDay(day: Milestone, { whole }: Story, pathOf: PathOf): DocumentDay {
  const { id: _id, pictureId, companionId, messageIds, createdAt, ...fields } = day
  return {
    ...fields,
    picture: pictureId === null ? null : pathOf(pictureId),
    companion: companionId === null ? null : whole.companionKey(companionId),
    messages: messageIds.flatMap((id) => whole.messageRef(id) ?? []),
    createdAt,
  }
}
