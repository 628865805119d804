import type { ReplyPiece, ReplyStream } from '#core/providers/reply-stream.ts'

/** A whole reply stream, joined by channel, with how it ended: its `finish`, what it threw, or neither. */
export async function collect(stream: ReplyStream): Promise<{
  text: string
  thought: string
  finish: Extract<ReplyPiece, { type: 'finish' }> | null
  error: unknown
}> {
  const heard = { text: '', thought: '' }
  let finish: Extract<ReplyPiece, { type: 'finish' }> | null = null
  try {
    for await (const piece of stream) {
      if (piece.type === 'finish') finish = piece
      else if (piece.type === 'delta') heard[piece.channel] += piece.text
    }
    return { ...heard, finish, error: null }
  } catch (error) {
    return { ...heard, finish, error }
  }
}
