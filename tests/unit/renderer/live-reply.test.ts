import { describe, expect, it } from 'vitest'
import { afterEvent, type LiveReply } from '#renderer/features/chat/reply/live-reply.ts'
import type { ReplyEvent } from '#shared/contract/chat.ts'
import { MessageId } from '#shared/model/ids.ts'

const messageId = MessageId.parse(7)
const delta = (seq: number, text: string): ReplyEvent => ({ type: 'delta', messageId, seq, channel: 'text', text })
const snapshot = (seq: number, text: string): ReplyEvent => ({
  type: 'snapshot',
  messageId,
  seq,
  text,
  thought: '',
  seconds: null,
})

function hear(events: readonly ReplyEvent[]): { reply: LiveReply | null; torn: boolean } {
  let step: { reply: LiveReply | null; torn: boolean } = { reply: null, torn: false }
  for (const event of events) {
    step = afterEvent(step.reply, event)
    if (step.torn) break
  }
  return step
}

describe('a live reply', () => {
  it('goes on from a snapshot without repeating what the snapshot holds', () => {
    const { reply } = hear([snapshot(3, '你好，'), delta(2, '好，'), delta(3, '，'), delta(4, '我在')])
    expect(reply?.text).toBe('你好，我在')
  })

  it('asks to join anew when an event is missing, instead of showing words with a hole', () => {
    const step = hear([snapshot(1, 'a'), delta(3, 'c')])
    expect(step.torn).toBe(true)
    expect(step.reply?.text).toBe('a')
  })

  it('starts the next reply empty when one follows another', () => {
    const next = MessageId.parse(8)
    const { reply } = hear([
      delta(1, 'first'),
      { type: 'finished', messageId, seq: 2 },
      { type: 'delta', messageId: next, seq: 1, channel: 'text', text: 'second' },
    ])
    expect(reply).toMatchObject({ messageId: next, text: 'second', phase: 'streaming' })
  })

  it('keeps what came when it is stopped or fails', () => {
    expect(hear([delta(1, 'half'), { type: 'stopped', messageId, seq: 2 }]).reply).toMatchObject({
      text: 'half',
      phase: 'stopped',
    })
    expect(hear([delta(1, 'half'), { type: 'failed', messageId, seq: 2, code: 'no-network' }]).reply).toMatchObject({
      text: 'half',
      failure: 'no-network',
    })
  })

  it('keeps thoughts apart from words', () => {
    const { reply } = hear([{ type: 'delta', messageId, seq: 1, channel: 'thought', text: 'hm' }, delta(2, 'Hello')])
    expect(reply).toMatchObject({ thought: 'hm', text: 'Hello' })
  })

  it('forgets a reply that ended while nobody listened, but not one that just ended here', () => {
    expect(hear([delta(1, 'x'), { type: 'idle' }]).reply).toBeNull()
    expect(hear([delta(1, 'x'), { type: 'finished', messageId, seq: 2 }, { type: 'idle' }]).reply?.text).toBe('x')
  })
})
