import { assertNever } from '#shared/assert-never.ts'
import type { ReplyEvent } from '#shared/contract/chat.ts'
import type { MessageId } from '#shared/model/ids.ts'
import type { FailureCode } from '#shared/model/message.ts'

/** A reply as far as this window has heard it. */
export type LiveReply = {
  readonly messageId: MessageId
  readonly seq: number
  readonly text: string
  readonly thought: string
  /** How long the thought took; null until it is over. */
  readonly seconds: number | null
  readonly phase: 'streaming' | 'finished' | 'stopped' | 'failed'
  readonly failure: FailureCode | null
}

/** `torn`: something was missed, and only joining anew gives the whole. */
export type LiveStep = { readonly reply: LiveReply | null; readonly torn: boolean }

const nothingSaid = { text: '', thought: '', seconds: null, phase: 'streaming', failure: null } as const

/** What is known of the reply after one more event. Nothing is applied twice, and nothing over a hole. */
export function afterEvent(reply: LiveReply | null, event: ReplyEvent): LiveStep {
  if (event.type === 'idle') return { reply: reply?.phase === 'streaming' ? null : reply, torn: false }
  if (event.type === 'snapshot') {
    const { messageId, seq, text, thought, seconds } = event
    return { reply: { messageId, seq, text, thought, seconds, phase: 'streaming', failure: null }, torn: false }
  }
  // The first event of a reply may be its first word: nothing came before it.
  const known = reply?.messageId === event.messageId ? reply : { messageId: event.messageId, seq: 0, ...nothingSaid }
  if (event.seq <= known.seq) return { reply: known, torn: false }
  if (event.seq > known.seq + 1) return { reply, torn: true }
  switch (event.type) {
    case 'delta':
      return {
        reply: {
          ...known,
          seq: event.seq,
          seconds: event.seconds ?? known.seconds,
          [event.channel]: known[event.channel] + event.text,
        },
        torn: false,
      }
    case 'finished':
    case 'stopped':
      return { reply: { ...known, seq: event.seq, phase: event.type }, torn: false }
    case 'failed':
      return { reply: { ...known, seq: event.seq, phase: 'failed', failure: event.code }, torn: false }
    default:
      return assertNever(event)
  }
}
