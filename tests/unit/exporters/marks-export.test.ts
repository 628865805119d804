import { expect, test } from 'vitest'
import { createMarkRepository } from '#core/chat/mark-repository.ts'
import { jsonExport } from '#core/exporters/json-export.ts'
import { readStory } from '#core/exporters/read-story.ts'
import { aMessage, createTestStore } from '#tests/helpers/test-store.ts'

test('an export of everything has the favourites, notes, pins and reactions in it, on the messages they belong to', () => {
  using store = createTestStore()
  const marks = createMarkRepository(store.database)
  const { lifelongId } = store.companion
  const plain = store.messages.append(aMessage(lifelongId, null, 'plain'))
  const kept = store.messages.append(aMessage(lifelongId, plain.id, 'kept'))
  marks.add(kept.id, { kind: 'favourite', note: '李子' }, 1)
  marks.add(kept.id, { kind: 'pin' }, 2)
  marks.add(kept.id, { kind: 'reaction', emoji: '🥹' }, 3)
  const story = readStory({ ...store, marks })
  const whole = JSON.parse([...jsonExport(story, { exportedAt: 0, fileOf: () => null })].join(''))
  const [first, second] = whole.conversations[0].messages
  expect(first).not.toHaveProperty('marks')
  expect(second.marks).toEqual({ favourite: '李子', pinned: true, reactions: ['🥹'] })
})
