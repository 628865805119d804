import { z } from 'zod'
import { Accent, Paper, Parameters, Profile } from './companion.ts'
import { ConversationKind, Source, Tag } from './conversation.ts'
import { Timestamp } from './ids.ts'
import { Digest } from './letter.ts'
import { LoreEntry, LoreFormat, LoreSettings } from './lore.ts'
import { Mark } from './mark.ts'
import { MemoryFields, MemoryState } from './memory.ts'
import { FailureCode, MessageState, Role, TokenUse } from './message.ts'
import { MilestoneFields } from './milestone.ts'
import { Self, SelfShare } from './self.ts'
import { Speech } from './speech.ts'
import { Summary } from './summary.ts'

/**
 * The version of the JSON document that docs/export-format.md describes; raised when a reader would have to know. Nothing
 * in it is known by a number of one vault: a key holds everywhere.
 */
export const documentVersion = 2

const Key = z.string().min(1).max(2_000)
/** Bytes beside the document, by their path from its folder. */
const FilePath = z.string().regex(/^files\/[0-9a-z]{1,64}\.[a-z0-9]{1,8}$/)
/** A time that calendars can write; another one would break whatever shows it later. */
const Moment = Timestamp.min(-62_135_596_800_000).max(253_402_300_799_999)
/** Anything, kept as it came. */
const Raw = z.unknown()

/** A message wherever it is: by the conversation's source and key, and its own. */
export const MessageRef = z.object({ source: Source, conversation: Key, message: Key })
export type MessageRef = z.infer<typeof MessageRef>

/** A state that a profile, a Letter, a digest or the person's own profile was in. `body` is JSON, but for the Letter. */
export const DocumentRevision = z
  .object({
    subject: z.enum(['profile', 'letter', 'digest', 'self']),
    name: z.string().nullable().default(null),
    begunAt: Moment,
    savedAt: Moment,
    length: z.int(),
    body: z.string(),
  })
  .refine(isWhole)
export type DocumentRevision = z.infer<typeof DocumentRevision>

const bodies = { profile: Profile, digest: Digest, self: Self }

/** What counts of a subject is read whenever somebody speaks: words that do not hold would break all of that. */
function isWhole({ subject, body }: { readonly subject: 'letter' | keyof typeof bodies; readonly body: string }) {
  if (subject === 'letter') return true
  try {
    return bodies[subject].safeParse(JSON.parse(body)).success
  } catch {
    return false
  }
}

/** The states that can be read; of a document that was changed by hand, the others stay out. */
export const DocumentRevisions = z
  .array(z.unknown())
  .transform((all) => all.flatMap((one) => DocumentRevision.safeParse(one).data ?? []))

export const DocumentMemory = MemoryFields.extend({
  state: MemoryState,
  createdAt: Moment,
  updatedAt: Moment,
  /** Earlier states, oldest first. */
  versions: z.array(MemoryFields.extend({ replacedAt: Moment })),
  messages: z.array(MessageRef),
})
export type DocumentMemory = z.infer<typeof DocumentMemory>

/** What was spoken of, in short; each sentence with the messages it rests on. */
export const DocumentSummary = Summary.pick({
  from: true,
  to: true,
  model: true,
  ownText: true,
  createdAt: true,
}).extend({
  sentences: z.array(z.object({ text: z.string(), messages: z.array(MessageRef).min(1) })),
})
export type DocumentSummary = z.infer<typeof DocumentSummary>

/** A model, and the name that its provider goes by here. Addresses and keys are never told. */
const DocumentBinding = z.object({ provider: z.string(), model: z.string().min(1).max(300) })

export const DocumentCompanion = z.object({
  id: Key,
  profile: Profile,
  avatar: FilePath.nullable(),
  gallery: z.array(FilePath),
  look: z.object({ accent: Accent.nullable(), paper: Paper, wallpaper: FilePath.nullable() }),
  binding: DocumentBinding.nullable(),
  fallbacks: z.array(DocumentBinding),
  parameters: Parameters,
  knows: SelfShare,
  speech: Speech,
  archived: z.boolean(),
  createdAt: Moment,
  /** Oldest first; of each subject the last one counts. */
  revisions: DocumentRevisions,
  memories: z.array(DocumentMemory),
  /** Oldest first. Documents of before there were any are read as if they held none. */
  summaries: z.array(DocumentSummary).default([]),
  lorebook: z.object({
    settings: LoreSettings,
    raw: Raw,
    entries: z.array(z.object({ entry: LoreEntry, format: LoreFormat.nullable(), raw: Raw })),
  }),
  card: z
    .object({
      root: z.record(z.string(), z.unknown()),
      taken: z.array(z.string()),
      takenAt: Moment,
      files: z.record(z.string(), FilePath),
    })
    .nullable(),
})
export type DocumentCompanion = z.infer<typeof DocumentCompanion>

/** A part as shared/model/part.ts has it, with the path of its bytes in place of a number. */
const DocumentPart = z.looseObject({ kind: z.string(), file: FilePath.optional() })

/** A message; what is not there is null, false or empty. */
export const DocumentMessage = z.object({
  id: Key,
  parent: Key.nullable().default(null),
  role: Role,
  author: z.string().nullable().default(null),
  companion: Key.nullable().default(null),
  createdAt: Moment.nullable().default(null),
  /** How the source wrote the time. */
  time: z
    .object({ original: z.string().nullable(), precision: z.string().nullable(), zoneKnown: z.boolean().nullable() })
    .nullable()
    .default(null),
  parts: z.array(DocumentPart).default([]),
  replyTo: Key.nullable().default(null),
  state: MessageState.default('complete'),
  failure: FailureCode.nullable().default(null),
  hidden: z.boolean().default(false),
  deletedAt: Moment.nullable().default(null),
  model: z.string().nullable().default(null),
  provider: z.string().nullable().default(null),
  finishReason: z.string().nullable().default(null),
  tokens: TokenUse.nullable().default(null),
  /** The version that is shown under its parent, where that is not the newest. */
  chosen: z.boolean().default(false),
  marks: z.array(z.object({ mark: Mark, at: Moment })).default([]),
  raw: Raw.optional(),
})
export type DocumentMessage = z.infer<typeof DocumentMessage>

/**
 * A conversation. One of very many messages comes in several pieces, each with the head of the first; all but the first
 * say that they continue it.
 */
export const DocumentConversation = z.object({
  id: Key,
  source: Source,
  kind: ConversationKind,
  companion: Key.nullable(),
  companionName: z.string().nullable(),
  members: z.array(Key),
  title: z.string().nullable(),
  createdAt: Moment.nullable(),
  updatedAt: Moment,
  archived: z.boolean(),
  starred: z.boolean().default(false),
  hidden: z.boolean().default(false),
  tags: z.array(Tag).default([]),
  /** The end of the visible thread. */
  shown: Key.nullable(),
  branchedFrom: MessageRef.nullable(),
  /** The conversation that holds every word of this one. */
  mergedInto: MessageRef.omit({ message: true }).nullable().default(null),
  raw: Raw.optional(),
  continues: z.boolean().default(false),
})
export type DocumentConversation = z.infer<typeof DocumentConversation>

/** A day that matters. */
export const DocumentDay = MilestoneFields.omit({ pictureId: true, companionId: true, messageIds: true }).extend({
  picture: FilePath.nullable(),
  companion: Key.nullable(),
  messages: z.array(MessageRef),
  createdAt: Moment,
})
export type DocumentDay = z.infer<typeof DocumentDay>
