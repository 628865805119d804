import { z } from 'zod'

const id = z.int().positive()

export const CompanionId = id.brand<'CompanionId'>()
export type CompanionId = z.infer<typeof CompanionId>

export const ConversationId = id.brand<'ConversationId'>()
export type ConversationId = z.infer<typeof ConversationId>

export const MessageId = id.brand<'MessageId'>()
export type MessageId = z.infer<typeof MessageId>

export const ProviderId = id.brand<'ProviderId'>()
export type ProviderId = z.infer<typeof ProviderId>

export const AssetId = id.brand<'AssetId'>()
export type AssetId = z.infer<typeof AssetId>

export const ImportRunId = id.brand<'ImportRunId'>()
export type ImportRunId = z.infer<typeof ImportRunId>

export const MilestoneId = id.brand<'MilestoneId'>()
export type MilestoneId = z.infer<typeof MilestoneId>

export const QueuedId = id.brand<'QueuedId'>()
export type QueuedId = z.infer<typeof QueuedId>

export const RevisionId = id.brand<'RevisionId'>()
export type RevisionId = z.infer<typeof RevisionId>

export const LoreEntryId = id.brand<'LoreEntryId'>()
export type LoreEntryId = z.infer<typeof LoreEntryId>

export const MemoryId = id.brand<'MemoryId'>()
export type MemoryId = z.infer<typeof MemoryId>

export const SummaryId = id.brand<'SummaryId'>()
export type SummaryId = z.infer<typeof SummaryId>

export const LetterDraftId = id.brand<'LetterDraftId'>()
export type LetterDraftId = z.infer<typeof LetterDraftId>

/** Names one file handed to the host as bytes; unguessable, valid until lock. */
export const UploadId = z.uuid().brand<'UploadId'>()
export type UploadId = z.infer<typeof UploadId>

/** A moment, in milliseconds since 1970-01-01 UTC. */
export const Timestamp = z.int()
export type Timestamp = z.infer<typeof Timestamp>
