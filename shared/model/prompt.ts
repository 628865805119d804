import { z } from 'zod'

/** The parts of a prompt, each with a builder of its own in core. */
export const SectionId = z.enum(['profile', 'room', 'honesty', 'moment', 'opening', 'history', 'question', 'begin'])
export type SectionId = z.infer<typeof SectionId>

/**
 * What a section did not take, in messages: `unspoken` were never said aloud (tools, hidden, empty), `too-old` lie
 * further back than is looked at, `no-room` did not fit.
 */
export const LeftOut = z.object({ reason: z.enum(['unspoken', 'too-old', 'no-room']), messages: z.int() })
export type LeftOut = z.infer<typeof LeftOut>

/** Where a model's window is known from: set by the person, told by the provider's list, or assumed. */
export const WindowSource = z.enum(['person', 'provider', 'assumed'])
export type WindowSource = z.infer<typeof WindowSource>

/** Something said, by whom. */
type Turn<Content> = {
  readonly role: 'system' | 'user' | 'assistant'
  readonly content: Content
}

/**
 * Turns as they go out: neighbours of one side become one message, because many chat templates refuse two in a row.
 * Nothing is sent but this join of what the sections hold.
 */
export function joinTurns(turns: readonly Turn<string>[]): Turn<string>[] {
  const joined: Turn<string>[] = []
  for (const turn of turns) {
    const last = joined.at(-1)
    if (last?.role === turn.role) joined[joined.length - 1] = { ...last, content: `${last.content}\n\n${turn.content}` }
    else joined.push(turn)
  }
  return joined
}
