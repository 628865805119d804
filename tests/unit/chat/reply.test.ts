import { expect, test } from 'vitest'
import type { ReplyUpdate } from '#core/chat/message-repository.ts'
import { noBeginning } from '#core/chat/continuation.ts'
import { Reply } from '#core/chat/reply.ts'
import type { ReplyPiece } from '#core/providers/reply-stream.ts'
import type { ReplyEvent } from '#shared/contract/chat.ts'
import { ConversationId, MessageId } from '#shared/model/ids.ts'

/** A reply whose words have been heard but not told yet, because its stream is waiting in the same moment. */
async function heardNotTold() {
  const told: ReplyEvent[] = []
  const written: ReplyUpdate[] = []
  let ends = 0
  const waiting = Promise.withResolvers<void>()
  const reply = new Reply({
    conversationId: ConversationId.parse(1),
    messageId: MessageId.parse(1),
    model: 'asked',
    beginning: noBeginning,
    explain: () => ({ code: 'unknown', detail: null }),
    now: () => 0,
    write: (update) => void written.push(update),
    publish: (event) => void told.push(event),
    ended: () => (ends += 1),
  })
  async function* stream(signal: AbortSignal): AsyncGenerator<ReplyPiece> {
    yield { type: 'delta', channel: 'text', text: 'just now' }
    waiting.resolve()
    await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()))
    yield { type: 'delta', channel: 'text', text: ' and too late' }
  }
  const running = reply.run(stream)
  await waiting.promise
  expect(told).toEqual([])
  return { reply, told, written, running, ends: () => ends }
}

test.each(['stop', 'interrupt'] as const)(
  '%s keeps words that no window had been told yet, and none after',
  async (how) => {
    const { reply, told, written, running, ends } = await heardNotTold()
    reply[how]()
    await running
    expect(written).toEqual([
      { parts: [{ kind: 'text', text: 'just now' }], state: how === 'stop' ? 'stopped' : 'interrupted' },
    ])
    expect(told.map(({ type }) => type)).toEqual(['delta', 'stopped'])
    expect(reply.snapshot()).toMatchObject({ seq: 2, text: 'just now' })
    expect(ends()).toBe(1)
  },
)

test('a reply ends once, however often it is ended', async () => {
  const { reply, written, running, ends } = await heardNotTold()
  reply.stop()
  reply.stop()
  reply.interrupt()
  await running
  expect(written).toHaveLength(1)
  expect(ends()).toBe(1)
})
