import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { MessageId } from '#shared/model/ids.ts'
import { spokenText } from '#shared/model/part.ts'
import { createGate, type Script, type Step } from '#tests/helpers/scripted-provider.ts'
import { answered, createTrialChat, openWindow, type TrialChat } from './trial-chat.ts'

let trial: TrialChat

beforeEach(async () => {
  trial = await createTrialChat()
})
afterEach(() => trial[Symbol.asyncDispose]())

const send = (text: string) =>
  answered(trial.chat.send({ conversationId: trial.conversationId, text, requestId: randomUUID() }))
const aWindow = () => openWindow(trial.chat, trial.conversationId)
const steps = (...list: Step[]): Script => ({ steps: list })
const words = (id: MessageId) => spokenText(trial.store.messages.get(id).parts)

describe('watching', () => {
  test('starts idle and goes on from reply to reply', async () => {
    const leave = new AbortController()
    const watch = trial.chat.watch(trial.conversationId, leave.signal)
    expect((await watch.next()).value).toEqual({ type: 'idle' })
    const seen: string[] = []
    for (const text of ['one', 'two']) {
      const { replyId } = send(text)
      for (;;) {
        const { value: event } = await watch.next()
        if (!event || event.type === 'idle') throw new Error('unexpected')
        expect(event.messageId).toBe(replyId)
        if (event.type !== 'delta') seen.push(event.type)
        if (event.type === 'finished') break
      }
    }
    expect(seen).toEqual(['snapshot', 'finished', 'snapshot', 'finished'])
    leave.abort()
    expect((await watch.next()).done).toBe(true)
  })

  test('from two windows, one of them late, shows the same words, none twice and none lost', async () => {
    const gates = [createGate(), createGate(), createGate()] as const
    trial.provider.script(
      steps(
        { say: 'eins ' },
        { gate: gates[0] },
        { say: 'zwei ' },
        { gate: gates[1] },
        { say: 'drei ' },
        { gate: gates[2] },
        { say: 'vier' },
      ),
    )
    const early = aWindow()
    const { replyId } = send('count')
    await early.shows('eins')
    gates[0].open()
    await early.shows('zwei')
    const late = aWindow()
    await late.shows('eins zwei')
    expect(late.events[0]).toMatchObject({ type: 'snapshot', text: 'eins zwei ' })
    gates[1].open()
    await Promise.all([early.shows('drei'), late.shows('drei')])
    gates[2].open()
    await Promise.all([early.ended, late.ended])
    for (const { shown, events } of [early, late]) {
      expect(shown.text).toBe('eins zwei drei vier')
      const seqs = events.flatMap((event) => (event.type === 'idle' ? [] : [event.seq]))
      expect(seqs).toEqual(seqs.map((_, index) => (seqs[0] ?? 0) + index))
    }
    expect(words(replyId)).toBe('eins zwei drei vier')
  })

  test('nobody: the reply is written all the same', async () => {
    const gate = createGate()
    trial.provider.script(steps({ say: 'one ' }, { gate }, { say: 'two' }))
    const window = aWindow()
    const { replyId } = send('hi')
    await window.shows('one')
    window.leave()
    expect(await window.ended).toBeNull()
    gate.open()
    await expect.poll(() => trial.store.messages.get(replyId).state).toBe('complete')
    expect(words(replyId)).toBe('one two')
  })

  test('slowly holds nobody up, and ends with all the words', async () => {
    const gate = createGate()
    const many = Array.from({ length: 400 }, (_, index) => ({ say: `${index} ` }))
    // Alternating channels cannot be merged, so that events pile up faster than the slow window takes them.
    trial.provider.script(steps(...many.flatMap((step) => [step, { think: '.' }]), { gate }, { say: 'end' }))
    const slow = trial.chat.watch(trial.conversationId, undefined)
    await slow.next()
    const quick = aWindow()
    send('go')
    await quick.shows('399 ')
    gate.open()
    await quick.ended
    let text = ''
    let events = 0
    for await (const event of slow) {
      events += 1
      if (event.type === 'snapshot') text = event.text
      if (event.type === 'delta' && event.channel === 'text') text += event.text
      if (event.type === 'finished') break
    }
    expect(text).toBe(quick.shown.text)
    expect(events).toBeLessThan(300)
  })

  test('never shows half an emoji, even when the provider cut it in two', async () => {
    const half = (unit: string): Step => ({ raw: `data: {"choices":[{"delta":{"content":"${unit}"}}]}\n\n` })
    const gate = createGate()
    trial.provider.script(steps({ say: 'look ' }, half(String.raw`\ud83d`), { gate }, half(String.raw`\ude02!`)))
    const window = aWindow()
    const { replyId } = send('hi')
    await window.shows('look')
    gate.open()
    await window.ended
    const pieces = window.events.flatMap((event) => (event.type === 'delta' ? [event.text] : []))
    expect(pieces.filter((piece) => !piece.isWellFormed())).toEqual([])
    expect(words(replyId)).toBe('look 😂!')
  })

  test('gathers words for a moment instead of telling each one', async () => {
    const window = aWindow()
    trial.provider.script(steps(...Array.from({ length: 500 }, () => ({ say: 'x' }))))
    send('go')
    await window.ended
    expect(window.shown.text).toBe('x'.repeat(500))
    expect(window.events.length).toBeLessThan(100)
  })
})
