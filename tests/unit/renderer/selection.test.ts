import { expect, test } from 'vitest'
import {
  createSelectionStore,
  extend,
  inOrder,
  leave,
  toggle,
} from '#renderer/features/chat/selection/selection-store.ts'
import { writtenOut } from '#renderer/features/chat/selection/written-out.ts'
import type { Message } from '#shared/model/message.ts'
import { sampleMessage } from '#tests/helpers/sample-message.ts'

const thread = [1, 2, 3, 4, 5].map((id) => sampleMessage(id))
const [first, second, third, fourth, fifth] = thread as [Message, Message, Message, Message, Message]

test('what is chosen stays chosen in the order of the thread, however one gets there', () => {
  const store = createSelectionStore()
  toggle(store, fourth)
  extend(store, second, thread)
  toggle(store, third)
  toggle(store, first)
  expect(inOrder(store.getState())).toEqual([first, second, fourth])
  leave(store)
  expect(store.getState()).toMatchObject({ active: false, chosen: new Map() })
})

test('where the last choice is out of view, Shift takes the one message and loses nothing', () => {
  const store = createSelectionStore()
  toggle(store, first)
  extend(store, fifth, [fourth, fifth])
  expect(inOrder(store.getState())).toEqual([first, fifth])
})

test('deleted messages and words still being written are not taken along', () => {
  const store = createSelectionStore()
  const gone = sampleMessage(2, { deleted: true })
  const growing = sampleMessage(3, { state: 'streaming' })
  toggle(store, first)
  extend(store, fourth, [first, gone, growing, fourth])
  toggle(store, gone)
  expect(inOrder(store.getState())).toEqual([first, fourth])
})

test('a talk is written out with who and when, and what a person typed is nobody’s Markdown', () => {
  const said = sampleMessage(1, {
    role: 'user',
    createdAt: 7,
    parts: [{ kind: 'text', text: '1 * 2 * 3\n> no quote' }],
  })
  const answered = sampleMessage(2, {
    parts: [
      { kind: 'thought', text: 'secret', seconds: null },
      { kind: 'text', text: '**Six.**' },
    ],
  })
  const silent = sampleMessage(3, { parts: [] })
  const names = {
    nameOf: ({ role }: Message) => (role === 'user' ? 'You' : 'W*r*en\n# x'),
    timeOf: (time: number) => `at ${time}`,
  }
  expect(writtenOut([said, answered, silent], 'text', names)).toBe(
    'You · at 7\n1 * 2 * 3\n> no quote\n\nW*r*en # x\nSix.\n',
  )
  expect(writtenOut([said, answered, silent], 'markdown', names)).toBe(
    '**You** · at 7\n\n1 * 2 * 3\n> no quote\n\n---\n\n**W\\*r\\*en # x**\n\n**Six.**\n',
  )
})
