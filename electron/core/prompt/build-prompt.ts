import type { PromptMessage } from '#core/providers/reply-stream.ts'
import type { Profile } from '#shared/model/companion.ts'
import type { Message } from '#shared/model/message.ts'
import { spokenText } from '#shared/model/part.ts'
import { frames, momentLine } from './frame.ts'
import { languageOf } from './language-of.ts'
import { estimateTokens } from './tokens.ts'

export type PromptInput = {
  readonly profile: Profile
  /** Oldest first, ending with the message to be answered. */
  readonly history: readonly Message[]
  readonly now: number
  /** IANA name of the person's zone. */
  readonly timeZone: string
  /** Tokens, by estimate. */
  readonly budget: number
}

/** What will be sent, and how much of the history was not: unspoken (tools, hidden, deleted, empty) or too old to fit. */
export type Prompt = {
  readonly messages: readonly PromptMessage[]
  readonly tokens: number
  readonly leftOut: { readonly unspoken: number; readonly tooOld: number }
}

/** Tokens that a provider adds around each message. */
const envelope = 4

/**
 * Who they are, then as much of the latest history as fits. The turns alternate and begin with the person's, because
 * several providers and most local chat templates refuse anything else.
 */
export function buildPrompt({ profile, history, now, timeZone, budget }: PromptInput): Prompt {
  const turns = history.flatMap(turnOf)
  const language = languageOf(
    `${turns
      .slice(-6)
      .map((turn) => turn.content)
      .join('\n')}\n${turns.length === 0 ? profile.description : ''}`,
  )
  const frame = frames[language]
  const system = [
    frame.you(profile.name),
    profile.description.trim(),
    momentLine(language, now, timeZone),
    frame.honesty,
  ].filter((paragraph) => paragraph !== '')

  const kept = latestThatFit(turns, budget - costOf(system.join('\n\n')))
  const firstFromThem = kept.findIndex((turn) => turn.role === 'user')
  const opening = firstFromThem === -1 ? kept : kept.slice(0, firstFromThem)
  const isFromTheStart = kept.length === turns.length
  // A beginning that was theirs goes where every provider accepts it. Cut mid-thread it is half an exchange: left out.
  if (opening.length > 0 && (isFromTheStart || firstFromThem === -1)) {
    system.push(frame.opened(opening.map((turn) => turn.content).join('\n\n')))
  }
  const dialogue = mergeTurns(firstFromThem === -1 ? [] : kept.slice(firstFromThem))
  if (dialogue.at(-1)?.role !== 'user') dialogue.push({ role: 'user', content: frame.begin })

  const messages = [{ role: 'system' as const, content: system.join('\n\n') }, ...dialogue]
  const droppedOpening = isFromTheStart || firstFromThem === -1 ? 0 : opening.length
  return {
    messages,
    tokens: messages.reduce((sum, message) => sum + costOf(message.content), 0),
    leftOut: { unspoken: history.length - turns.length, tooOld: turns.length - kept.length + droppedOpening },
  }
}

function turnOf({ role, hidden, deleted, parts }: Message): PromptMessage[] {
  if (hidden || deleted || (role !== 'user' && role !== 'assistant')) return []
  const content = spokenText(parts).trim()
  return content === '' ? [] : [{ role, content }]
}

/** The newest turns within the budget; the very last is sent whatever its size, since it is the question. */
function latestThatFit(turns: readonly PromptMessage[], budget: number): readonly PromptMessage[] {
  let left = budget
  let from = turns.length
  while (from > 0) {
    const cost = costOf(turns[from - 1]?.content ?? '')
    if (cost > left && from < turns.length) break
    left -= cost
    from -= 1
  }
  return turns.slice(from)
}

function mergeTurns(turns: readonly PromptMessage[]): PromptMessage[] {
  const merged: PromptMessage[] = []
  for (const turn of turns) {
    const last = merged.at(-1)
    if (last?.role === turn.role) merged[merged.length - 1] = { ...last, content: `${last.content}\n\n${turn.content}` }
    else merged.push(turn)
  }
  return merged
}

function costOf(content: string): number {
  return estimateTokens(content) + envelope
}
