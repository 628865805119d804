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
  const mayBecomeLabel = beginningOf([...others, self])
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
        if (!isLast && mayBecomeLabel(held)) break
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
  for await (const piece of stream) {
    if (piece.type === 'finish') last = piece
    else if (piece.type === 'stand-in' || piece.channel === 'thought') yield piece
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

const opening = '^[\\s>]*[*_[【「<"]{0,3}'
const closing = '[*_\\]】」>"]{0,3}\\s*'

/** Matches a text that begins with one of these names as the label of a line. */
function labelOf(names: readonly string[]): RegExp {
  const escaped = names.map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|')
  return new RegExp(`${opening}(?:${escaped})${closing}(?:said|说|說)?\\s*[:：][*_]{0,3}[ \\t]*`, 'iu')
}

/** Whether a text can still become such a label when more of it comes. */
function beginningOf(names: readonly string[]): (text: string) => boolean {
  const before = new RegExp(opening, 'u')
  const after = new RegExp(`^${closing}(?:s|sa|sai|said|说|說)?\\s*$`, 'iu')
  const known = names.map((name) => name.toLowerCase())
  return (text) => {
    const bare = text.replace(before, '').toLowerCase()
    return known.some((name) => name.startsWith(bare) || (bare.startsWith(name) && after.test(bare.slice(name.length))))
  }
}
