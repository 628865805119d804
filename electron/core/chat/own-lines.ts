import type { ReplyPiece, ReplyStream } from '#core/providers/reply-stream.ts'

/** A reply that began with somebody else's line: there is nothing of it to keep. */
export class SpokeForOther extends Error {}

/** How a reply ended that went on to write another member's line. */
export const spokeForOther = 'spoke-for-other'

/**
 * A reply in a room as far as it is the speaker's own. Where a line begins with another member's name as a label
 * (`Bea:`, `**Bea**：`, `Bea said:`), the reply ends before that line, with the reason `spoke-for-other`; the speaker's
 * own name as a label at the very beginning is left out. Throws SpokeForOther when nothing was said before.
 */
export async function* ownLines(
  stream: ReplyStream,
  { self, others }: { readonly self: string; readonly others: readonly string[] },
): AsyncGenerator<ReplyPiece, void, void> {
  const isOther = labelOf(others)
  const isSelf = labelOf([self])
  let hasSpoken = false
  /** The beginning of a line, held back until it cannot be a label any more. */
  let held = ''
  let isLineStart = true

  function* settle(text: string, isLast: boolean): Generator<ReplyPiece, boolean> {
    held += text
    let ready = ''
    while (held !== '') {
      if (isLineStart) {
        if (isOther.test(held)) {
          yield* said(ready.replace(/\s+$/u, ''))
          return true
        }
        if (!hasSpoken && ready === '') held = held.replace(isSelf, '')
        if (!isLast && !held.includes('\n') && held.length < longestLabel) break
      }
      const end = held.indexOf('\n') + 1
      isLineStart = end > 0
      ready += end > 0 ? held.slice(0, end) : held
      held = end > 0 ? held.slice(end) : ''
    }
    yield* said(ready)
    return false
  }

  function* said(text: string): Generator<ReplyPiece> {
    const words = hasSpoken ? text : text.trimStart()
    if (words === '') return
    hasSpoken = true
    yield { type: 'delta', channel: 'text', text: words }
  }

  const ended: ReplyPiece = { type: 'finish', reason: spokeForOther, tokens: null, model: null }
  let last: ReplyPiece | null = null
  const longestLabel = Math.max(...others.map((name) => name.length), self.length) + labelRoom
  for await (const piece of stream) {
    if (piece.type === 'finish') last = piece
    else if (piece.channel === 'thought') yield piece
    else if (yield* settle(piece.text, false)) {
      if (!hasSpoken) throw new SpokeForOther()
      yield ended
      return
    }
  }
  if (yield* settle('', true)) {
    if (!hasSpoken) throw new SpokeForOther()
    yield ended
    return
  }
  if (last) yield last
}

/** Marks and words that can stand around a name in a label, beside the name itself. */
const labelRoom = 16

/** Matches a text that begins with one of these names as the label of a line. */
function labelOf(names: readonly string[]): RegExp {
  const escaped = names.map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|')
  return new RegExp(
    `^[\\s>]*[*_[【「<"]{0,3}(?:${escaped})[*_\\]】」>"]{0,3}\\s*(?:said|说|說)?\\s*[:：][*_]{0,3}[ \\t]*`,
    'iu',
  )
}
