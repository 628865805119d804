import { z } from 'zod'
import { Language } from '../languages.ts'
import { ModelBinding } from './companion.ts'
import { CompanionId, LetterDraftId, MessageId, Timestamp } from './ids.ts'
import { FailureCode, TokenUse } from './message.ts'
import { LocalDate } from './milestone.ts'

/** What a history is read for. */
export const DraftPurpose = z.enum(['letter', 'profile'])
export type DraftPurpose = z.infer<typeof DraftPurpose>

/** How much of a history is read: all of it, what stands out, or what came after the last draft. */
export const DraftScope = z.enum(['all', 'highlights', 'new'])
export type DraftScope = z.infer<typeof DraftScope>

/** Who speaks in a drafted Letter: the person to their companion, or the companion of themselves. */
export const DraftVoice = z.enum(['person', 'companion'])
export type DraftVoice = z.infer<typeof DraftVoice>

/** Where work stops until it is asked on. */
export const DraftCap = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('money'), most: z.number().positive() }),
  z.object({ kind: z.literal('tokens'), most: z.int().positive() }),
])
export type DraftCap = z.infer<typeof DraftCap>

/** What was agreed to before a draft began. */
export const DraftOptions = z.object({
  purpose: DraftPurpose,
  scope: DraftScope,
  voice: DraftVoice,
  language: Language,
  cap: DraftCap.nullable(),
})
export type DraftOptions = z.infer<typeof DraftOptions>

export const itemKinds = ['fact', 'event', 'promise', 'joke', 'name', 'turning', 'line'] as const
/** What something is that was found in a history; `line` is words of the companion's own. */
export const ItemKind = z.enum(itemKinds)
export type ItemKind = z.infer<typeof ItemKind>

/** Words that stand in a message, looked up there. */
export const Citation = z.object({ messageId: MessageId, quote: z.string(), date: LocalDate.nullable() })
export type Citation = z.infer<typeof Citation>

export const letterSections = ['who', 'beginning', 'words', 'promises', 'people', 'hard', 'now', 'since'] as const
export const profileSections = ['description', 'personality', 'style', 'callsYou', 'youCall', 'examples'] as const
/** The parts of a draft: those of a Letter in its order, or those of a profile. */
export const DraftSectionId = z.enum([...letterSections, ...profileSections])
export type DraftSectionId = z.infer<typeof DraftSectionId>

/** A sentence with what it rests on. One that rests on nothing says a feeling, and no fact. */
export const DraftSentence = z.object({ text: z.string(), cites: z.array(Citation) })
export type DraftSentence = z.infer<typeof DraftSentence>

export const DraftSection = z.object({
  id: DraftSectionId,
  sentences: z.array(DraftSentence),
  /** Sentences that nothing found carries; they are not in the draft. */
  dropped: z.int(),
  /** The model gave nothing that could be read. */
  failed: z.boolean(),
})
export type DraftSection = z.infer<typeof DraftSection>

/** Why a part of a history was not read. `unreadable` is an answer that was no answer, twice. */
export const PartFailure = z.object({
  from: LocalDate.nullable(),
  to: LocalDate.nullable(),
  messages: z.int(),
  why: z.union([FailureCode, z.literal('unreadable')]),
})
export type PartFailure = z.infer<typeof PartFailure>

const Step = z.object({ done: z.int(), of: z.int() })

export const DraftProgress = z.object({
  phase: z.enum(['read', 'merge', 'write']),
  read: Step,
  merge: Step,
  write: Step,
  /** Parts that an earlier draft had read already, which cost nothing again. */
  known: z.int(),
  /** By this draft alone. Estimates where the provider does not count. */
  spent: TokenUse,
  left: TokenUse,
  secondsLeft: z.int(),
  found: z.partialRecord(ItemKind, z.int()),
  /** Things that the model told and no message holds. */
  unfound: z.int(),
  /** What was found last. */
  latest: z.array(z.object({ kind: ItemKind, text: z.string(), date: LocalDate.nullable() })),
  failures: z.array(PartFailure),
})
export type DraftProgress = z.infer<typeof DraftProgress>

/** Why a draft waits: the person's wish, its cap, an end in the middle, answers that are none, or what the provider said. */
export const ownPauses = ['person', 'cap', 'interrupted', 'unreadable'] as const
export const PauseReason = z.union([z.enum(ownPauses), FailureCode])
export type PauseReason = z.infer<typeof PauseReason>

/** A draft of a Letter or a profile out of a history, at work or done. */
export const LetterDraft = z.object({
  id: LetterDraftId,
  companionId: CompanionId,
  options: DraftOptions,
  binding: ModelBinding,
  /** `pausing` lets the calls end that are paid for. */
  state: z.enum(['running', 'pausing', 'paused', 'done', 'accepted']),
  pause: PauseReason.nullable(),
  progress: DraftProgress,
  result: z.array(DraftSection).nullable(),
  begunAt: Timestamp,
  /** The last message that was read. */
  coveredTo: Timestamp.nullable(),
})
export type LetterDraft = z.infer<typeof LetterDraft>
