import type { PromptMessage } from '#core/providers/reply-stream.ts'
import type { Language } from '#shared/languages.ts'
import type { Today } from '#shared/model/agenda.ts'
import type { CompanionId } from '#shared/model/ids.ts'
import type { DigestUse } from '#shared/model/letter.ts'
import type { RecalledNote } from '#shared/model/memory.ts'
import type { FiredLore } from '#shared/model/lore.ts'
import type { Profile } from '#shared/model/companion.ts'
import type { Self } from '#shared/model/self.ts'
import type { Message } from '#shared/model/message.ts'
import { pictureTokens } from '#shared/model/picture.ts'
import type { LeftOut, SectionId } from '#shared/model/prompt.ts'
import type { PromptPlan } from '#shared/model/prompt-plan.ts'
import type { Frame } from './frame.ts'
import { estimateTokens } from '#shared/estimate-tokens.ts'
import type { Dialogue } from './dialogue.ts'
import type { Remembered } from './remembered.ts'

/** Somebody who takes part in a conversation, as a prompt names them. */
export type Participant = { readonly id: CompanionId; readonly name: string }

/** The Letter, and the digest of it with the person's leave to send that instead. */
export type PromptLetter = {
  readonly text: string
  readonly digest: string
  readonly digestUse: DigestUse
}

/** An entry of the lorebook that was spoken of; `isNear` for one that belongs close to the latest words. */
export type PromptLore = FiredLore & { readonly content: string; readonly isNear: boolean }

/** All that a prompt is made from. */
export type PromptInput = {
  /** Who is to answer. */
  readonly self: CompanionId
  readonly profile: Profile
  /** What they may know of the person; empty where they may not, or nothing is said. */
  readonly person: Self
  readonly letter: PromptLetter
  /** In the order of telling, and the tokens that all of it may take. */
  readonly lore: { readonly budget: number; readonly entries: readonly PromptLore[] }
  /** Everybody else in the room; empty where two talk. */
  readonly others: readonly Participant[]
  /** Oldest first, ending with the message to be answered. */
  readonly history: readonly Message[]
  /** Whether they are asked to speak first where there is nothing to answer. */
  readonly begins: boolean
  /** Ends the prompt where a reply goes on from what came of it. */
  readonly goingOn?: readonly PromptMessage[]
  /** What of the past may matter to what is said now. */
  readonly remembered: Remembered
  /** What today is among the days that matter to them; null where none are kept. */
  readonly days: Today | null
  readonly now: number
  /** IANA name of the person's zone. */
  readonly timeZone: string
  /** Tokens for everything, and for the history within it. */
  readonly budget: { readonly room: number; readonly history: number }
  /** The person's own order and bounds. */
  readonly plan: PromptPlan
}

/** The input, and what every builder would otherwise work out again. */
export type PromptContext = PromptInput & {
  readonly language: Language
  readonly frame: Frame
  readonly dialogue: Dialogue
  /** Puts the names of the two into what somebody wrote. */
  readonly named: (text: string) => string
  /** Whether the digest goes in place of the Letter. */
  readonly isDigested: boolean
}

/** A part of what is sent, and what it could not take. */
export type PromptSection = {
  readonly id: SectionId
  readonly turns: readonly PromptMessage[]
  readonly tokens: number
  readonly leftOut: readonly LeftOut[]
  /** Which entries of the lorebook were spoken of, and by which words. */
  readonly fired?: readonly FiredLore[]
  /** What of the past it tells, and what brought each of it up. */
  readonly recalled?: readonly RecalledNote[]
}

/**
 * Makes one part of the prompt within the tokens that are left. `rank` is the order in which parts take their share:
 * those of rank 0 are sent whatever they cost, the last to ask gives way first.
 */
export type SectionBuilder = {
  readonly rank: number
  readonly build: (context: PromptContext, room: number) => readonly PromptSection[]
}

/** Tokens that a provider adds around each message. */
const envelope = 4

export function costOf({ content, pictures = [] }: PromptMessage): number {
  return pictures.reduce((sum, picture) => sum + pictureTokens(picture), estimateTokens(content) + envelope)
}

/** A section of these turns, counted. */
export function section(
  id: SectionId,
  turns: readonly PromptMessage[],
  leftOut: readonly LeftOut[] = [],
): PromptSection {
  return { id, turns, tokens: turns.reduce((sum, turn) => sum + costOf(turn), 0), leftOut }
}

/** A section that is a paragraph of the system message; none where there is nothing to say. */
export function paragraph(id: SectionId, text: string): readonly PromptSection[] {
  const content = text.trim()
  return content === '' ? [] : [section(id, [{ role: 'system', content }])]
}

/** What of a section did not fit, beside what did. */
export function noRoomFor(count: number): LeftOut[] {
  return count === 0 ? [] : [{ reason: 'parts', count }]
}

/** Sections that are whole or left out, which is told then. */
export function wholeOrLeftOut(sections: readonly PromptSection[], room: number): readonly PromptSection[] {
  return sections.map((whole) => (whole.tokens <= room ? whole : section(whole.id, [], noRoomFor(1))))
}
