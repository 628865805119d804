import type { PromptMessage } from '#core/providers/reply-stream.ts'
import { joinTurns } from '#shared/model/prompt.ts'
import { orderOf, type MovablePart, type PromptPlan } from '#shared/model/prompt-plan.ts'
import { readDialogue } from './dialogue.ts'
import { frames } from './frame.ts'
import { languageOf } from './language-of.ts'
import { renderMacros } from './macros.ts'
import type { PromptContext, PromptInput, PromptSection, SectionBuilder } from './section.ts'
import { daysSection } from './sections/days.ts'
import { examplesSection } from './sections/examples.ts'
import { goingOnSection } from './sections/going-on.ts'
import { historySection } from './sections/history.ts'
import { honestySection } from './sections/honesty.ts'
import { letterSection } from './sections/letter.ts'
import { loreSection, nearLoreSection } from './sections/lore.ts'
import { memoriesSection, passagesSection } from './sections/memories.ts'
import { momentSection } from './sections/moment.ts'
import { pinnedSection } from './sections/pinned.ts'
import { profileSection } from './sections/profile.ts'
import { questionSection } from './sections/question.ts'
import { reminderSection } from './sections/reminder.ts'
import { roomSection } from './sections/room.ts'
import { selfSection } from './sections/self.ts'
import { summariesSection } from './sections/summaries.ts'

/** What will be sent, part by part, and the same as messages. */
export type Prompt = {
  readonly sections: readonly PromptSection[]
  readonly messages: readonly PromptMessage[]
  readonly tokens: number
  /** False when even what must be sent is more than the room: sending it would lose its beginning somewhere. */
  readonly fits: boolean
}

const movable: Readonly<Record<MovablePart, SectionBuilder>> = {
  self: selfSection,
  examples: examplesSection,
  pinned: pinnedSection,
  summaries: summariesSection,
  lore: loreSection,
  memories: memoriesSection,
  passages: passagesSection,
}

/** In the order of sending: what changes least comes first, since providers keep the start of a prompt they have seen. */
function inOrder(plan: PromptPlan): readonly SectionBuilder[] {
  return [
    profileSection,
    letterSection,
    roomSection,
    ...orderOf(plan).map((part) => movable[part]),
    honestySection,
    momentSection,
    daysSection,
    historySection,
    nearLoreSection,
    questionSection,
    reminderSection,
    goingOnSection,
  ]
}

/**
 * Builds the prompt from its sections. Each takes what it needs of the room in the order of its rank; nothing is sent
 * that no section holds. The Letter gives way to its digest where the person said so, and to nothing else.
 */
export function buildPrompt(input: PromptInput): Prompt {
  const { digest, digestUse } = input.letter
  const mayDigest = digest.trim() !== '' && digestUse !== 'never'
  const context = readContext(input)
  const prompt = buildSections({ ...context, isDigested: mayDigest && digestUse === 'always' })
  return prompt.fits || !mayDigest ? prompt : buildSections({ ...context, isDigested: true })
}

function buildSections(context: PromptContext): Prompt {
  const { room } = context.budget
  const builders = inOrder(context.plan)
  let left = room
  const built = new Map<SectionBuilder, readonly PromptSection[]>()
  for (const builder of builders.toSorted((one, other) => one.rank - other.rank)) {
    const sections = builder.build(context, Math.max(0, left))
    for (const { tokens } of sections) left -= tokens
    built.set(builder, sections)
  }
  const sections = builders.flatMap((builder) => built.get(builder) ?? [])
  return {
    sections,
    messages: joinTurns(sections.flatMap(({ turns }) => turns)),
    tokens: room - left,
    fits: left >= 0,
  }
}

/** The frame speaks the language of the conversation, or before there is one, of the profile. */
function readContext(input: PromptInput): Omit<PromptContext, 'isDigested'> {
  const { history, profile, person, self } = input
  const latest = readDialogue(history.slice(-12), { self, frame: frames.en })
  const words = [...latest.past, ...(latest.question ? [latest.question] : [])].map(({ content }) => content).slice(-6)
  const written = [profile.description, profile.personality, profile.greeting].join('\n')
  const language = languageOf(words.length === 0 ? written : words.join('\n'))
  const frame = frames[language]
  const names = { user: person.name || profile.callsYou || frame.person, char: profile.name }
  return {
    ...input,
    language,
    frame,
    dialogue: readDialogue(history, { self, frame }),
    named: (text) => renderMacros(text, names),
  }
}
