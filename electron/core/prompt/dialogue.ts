import type { PromptMessage } from '#core/providers/reply-stream.ts'
import type { CompanionId } from '#shared/model/ids.ts'
import type { Message } from '#shared/model/message.ts'
import { spokenText, type Part } from '#shared/model/part.ts'
import type { SentPicture } from '#shared/model/picture.ts'
import type { Frame } from './frame.ts'

/** What was said aloud, from the side of the one who is to answer. */
export type Dialogue = {
  /** Everything before the question, oldest first. */
  readonly past: readonly PromptMessage[]
  /** The words to be answered; null where the last ones are their own, or there are none. */
  readonly question: PromptMessage | null
  readonly unspoken: number
  /** Messages before the first that was read. */
  readonly earlier: number
}

export function readDialogue(
  history: readonly Message[],
  side: { readonly self: CompanionId; readonly frame: Frame },
): Dialogue {
  const turns = history.flatMap((message) => turnOf(message, side))
  const last = turns.at(-1)
  const question = last?.role === 'user' ? last : null
  return {
    past: question === null ? turns : turns.slice(0, -1),
    question,
    unspoken: history.length - turns.length,
    earlier: history[0]?.depth ?? 0,
  }
}

/**
 * A message as a turn. In a room only their own words are theirs; what another companion said comes from outside and
 * is quoted line by line, so that nothing in it passes for the person's words or for an instruction.
 */
function turnOf(message: Message, { self, frame }: { self: CompanionId; frame: Frame }): PromptMessage[] {
  const { role, hidden, deleted, parts } = message
  if (hidden || deleted || (role !== 'user' && role !== 'assistant')) return []
  const content = spokenText(parts).trim()
  const pictures = role === 'user' ? parts.flatMap(sentPicture) : []
  if (content === '' && pictures.length === 0) return []
  if (role === 'assistant' && message.companionId !== null && message.companionId !== self) {
    return [{ role: 'user', content: frame.said(message.author ?? '?', content.replace(/^/gmu, '> ')) }]
  }
  return [{ role, content, ...(pictures.length > 0 && { pictures }) }]
}

function sentPicture(part: Part): SentPicture[] {
  if (part.kind !== 'image' || part.assetId === null) return []
  return [{ assetId: part.assetId, width: part.width, height: part.height }]
}
