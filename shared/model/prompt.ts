import { z } from 'zod'
import type { SentPicture } from './picture.ts'

/** The parts of a prompt, each with a builder of its own in core. */
export const SectionId = z.enum([
  'profile',
  'letter',
  'digest',
  'self',
  'examples',
  'room',
  'pinned',
  'summaries',
  'lore',
  'lore-near',
  'honesty',
  'moment',
  'days',
  'memories',
  'passages',
  'opening',
  'history',
  'question',
  'begin',
  'reminder',
  'going-on',
])
export type SectionId = z.infer<typeof SectionId>

/**
 * What a section did not take, in messages: `unspoken` were never said aloud (tools, hidden, empty), `too-old` lie
 * further back than is looked at, `no-room` did not fit. `parts` are not messages: of what a section lists, so many did
 * not fit.
 */
export const LeftOut = z.object({ reason: z.enum(['unspoken', 'too-old', 'no-room', 'parts']), count: z.int() })
export type LeftOut = z.infer<typeof LeftOut>

/** Where a model's window is known from: set by the person, told by the provider's list, or assumed. */
export const WindowSource = z.enum(['person', 'provider', 'assumed'])
export type WindowSource = z.infer<typeof WindowSource>

/** Something said, by whom, and the pictures that go with it. */
export type PromptTurn = {
  readonly role: 'system' | 'user' | 'assistant'
  readonly content: string
  readonly pictures?: readonly SentPicture[] | undefined
}

/**
 * Turns as they go out: neighbours of one side become one message, because many chat templates refuse two in a row.
 * Nothing is sent but this join of what the sections hold.
 */
export function joinTurns(turns: readonly PromptTurn[]): PromptTurn[] {
  const joined: PromptTurn[] = []
  for (const turn of turns) {
    const last = joined.at(-1)
    if (last?.role === turn.role) joined[joined.length - 1] = joinOf(last, turn)
    else joined.push(turn)
  }
  return joined
}

function joinOf(one: PromptTurn, other: PromptTurn): PromptTurn {
  const pictures = [...(one.pictures ?? []), ...(other.pictures ?? [])]
  return {
    role: one.role,
    content: `${one.content}\n\n${other.content}`,
    ...(pictures.length > 0 && { pictures }),
  }
}
