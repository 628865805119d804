import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createChanges } from '#core/changes.ts'
import { createCompanions } from '#core/companions/companions.ts'
import { createLetters } from '#core/companions/letters.ts'
import { createRevisions } from '#core/companions/revisions.ts'
import { createSelfProfile } from '#core/companions/self.ts'
import type { RevisionOf } from '#shared/model/revision.ts'
import { aroundCompanions } from '#tests/helpers/test-imports.ts'
import { createTestStore, type TestStore } from '#tests/helpers/test-store.ts'

let store: TestStore
let time: number
beforeEach(() => {
  store = createTestStore()
  time = 1_800_000_000_000
})
afterEach(() => store[Symbol.dispose]())

function open() {
  const now = () => time
  const changes = createChanges()
  const self = createSelfProfile({ revisions: store.revisions, changes, now })
  const companions = createCompanions({ ...aroundCompanions(store), selfProfile: self.get, changes, now })
  const letters = createLetters({ companions: store.companions, revisions: store.revisions, changes, now })
  const revisions = createRevisions({ repository: store.revisions, companions, letters, self })
  return { self, companions, letters, revisions }
}

const list = (of: RevisionOf) => open().revisions.list({ of, limit: 50 })
const companionId = () => store.companion.id
const letterOf = () => ({ subject: 'letter', companionId: companionId() }) as const

describe('the Letter', () => {
  test('is one state while it is typed, and never written over where words would go', () => {
    const { letters } = open()
    const save = (text: string) => letters.save({ companionId: companionId(), text })
    save('We met')
    time += 1_000
    save('We met in March')
    expect(list(letterOf())).toHaveLength(1)
    time += 1_000
    save(`We met in March. ${'It rained. '.repeat(40)}`)
    time += 1_000
    save('x')
    expect(letters.get(companionId()).text).toBe('x')
    expect(list(letterOf()).map(({ length }) => length)).toEqual([1, 457])
    time += 3_600_000
    save('xy')
    expect(list(letterOf())).toHaveLength(3)
  })

  test('written in two windows keeps the words of both', () => {
    const { letters, revisions } = open()
    const first = letters.save({ companionId: companionId(), text: 'One.', base: null })
    time += 500
    letters.save({ companionId: companionId(), text: 'One. Two.', base: first.savedAt })
    time += 500
    letters.save({ companionId: companionId(), text: 'One. Three.', base: first.savedAt })
    const texts = list(letterOf()).map(({ id }) => revisions.read({ id }).content)
    expect(texts).toEqual([
      { subject: 'letter', text: 'One. Three.' },
      { subject: 'letter', text: 'One. Two.' },
    ])
  })

  test('has another moment for each save, even where the clock stands or goes back', () => {
    const { letters } = open()
    const moments = ['a', 'ab', 'abc'].map((text) => {
      time -= 10
      return letters.save({ companionId: companionId(), text }).savedAt
    })
    expect(new Set(moments).size).toBe(3)
    expect(moments.toSorted((one, other) => one - other)).toEqual(moments)
  })

  test('a state with a name stays as it is, and comes back as a new one', () => {
    const { letters, revisions } = open()
    letters.save({ companionId: companionId(), text: 'kept' })
    const [kept] = list(letterOf())
    if (!kept) throw new Error('nothing was kept')
    revisions.setName({ id: kept.id, name: 'March' })
    letters.save({ companionId: companionId(), text: 'kept, and more' })
    revisions.restore({ id: kept.id })
    expect(letters.get(companionId()).text).toBe('kept')
    expect(list(letterOf()).map(({ name }) => name)).toEqual([null, null, 'March'])
  })

  test('its digest is sent only with words in it and leave given, and knows which Letter it is of', () => {
    const { letters } = open()
    const { savedAt } = letters.save({ companionId: companionId(), text: 'long' })
    const save = (digest: object) => letters.saveDigest({ companionId: companionId(), digest }).digest
    expect(save({ use: 'always' }).use).toBe('never')
    expect(save({ text: 'short' })).toEqual({ text: 'short', use: 'never', model: null, letterSavedAt: savedAt })
    expect(save({ use: 'when-needed' }).use).toBe('when-needed')
    expect(letters.get(companionId()).text).toBe('long')
    expect(save({ text: ' ' }).use).toBe('never')
  })

  test('of sixty thousand characters is one state while its end is typed, and every letter of it is there', () => {
    const { letters, revisions } = open()
    const long = '我们在三月一个下雨的晚上认识，'.repeat(4_000)
    for (let word = 0; word < 20; word += 1) {
      letters.save({ companionId: companionId(), text: `${long}${'字'.repeat(word)}` })
      time += 1_000
    }
    const kept = list(letterOf())
    expect(kept).toHaveLength(1)
    const [{ id } = { id: undefined }] = kept
    expect(id && revisions.read({ id }).content).toEqual({ subject: 'letter', text: `${long}${'字'.repeat(19)}` })
  })
})

describe('a profile', () => {
  const of = () => ({ subject: 'profile', companionId: companionId() }) as const

  test('of three fields, from before there were more, still reads', () => {
    const old = JSON.stringify({ name: 'Ash', description: 'Warm.', greeting: 'Hi' })
    store.database.run('UPDATE companion SET profile_json = ? WHERE id = ?', old, companionId())
    expect(store.companions.get(companionId()).profile).toMatchObject({
      description: 'Warm.',
      style: '',
      greetings: [],
    })
  })

  test('changes only where it is told to, and every change can be looked at and taken back', () => {
    const { companions, revisions } = open()
    const profile = { style: 'Short.', greetings: ['Hello again.'] }
    companions.update({ id: companionId(), profile })
    time += 3_600_000
    companions.update({ id: companionId(), profile: { description: 'Loves rain.' } })
    expect(companions.get(companionId()).profile).toMatchObject({ ...profile, description: 'Loves rain.' })
    const kept = list(of())
    expect(kept).toHaveLength(3)
    const first = kept.at(-1)
    if (!first) throw new Error('nothing was kept')
    revisions.restore({ id: first.id })
    expect(companions.get(companionId()).profile).toEqual(store.companion.profile)
    expect(list(of())).toHaveLength(4)
  })

  test('duplicated, takes the Letter along and goes its own way from there', () => {
    const { companions, letters } = open()
    letters.save({ companionId: companionId(), text: 'ours' })
    companions.update({
      id: companionId(),
      knows: { about: true },
      parameters: { temperature: 0.7 },
      profile: { style: 'Short.', greeting: '{{char}} waits for {{user}}.' },
    })
    const copy = companions.duplicate({ id: companionId(), name: 'Ash' })
    expect(copy).toMatchObject({ profile: { name: 'Ash', style: 'Short.' }, knows: { about: true, name: true } })
    expect(copy.parameters).toMatchObject({ temperature: 0.7, topP: null })
    expect(letters.get(copy.id).text).toBe('ours')
    letters.save({ companionId: copy.id, text: 'theirs' })
    expect(letters.get(companionId()).text).toBe('ours')
    const [greeting] = store.messages.thread(copy.lifelongId, { from: 'end' }, 5).messages
    expect(greeting?.parts).toEqual([{ kind: 'text', text: 'Ash waits for you.' }])
  })

  test('greets with the way to begin that was chosen, and with the name it may know', () => {
    const { companions, self } = open()
    self.update({ name: 'Lin' })
    companions.update({
      id: companionId(),
      profile: { greeting: 'Hi, {{user}}.', greetings: ['You are late, {{user}}.'] },
    })
    const greet = (which: number) => {
      const { id } = store.conversations.create({
        companionId: companionId(),
        kind: 'ordinary',
        title: null,
        createdAt: time,
      })
      companions.greet(companions.get(companionId()), id, which)
      return store.messages.thread(id, { from: 'end' }, 5).messages[0]?.parts
    }
    expect(greet(1)).toEqual([{ kind: 'text', text: 'You are late, Lin.' }])
    companions.update({ id: companionId(), knows: { name: false } })
    expect(greet(0)).toEqual([{ kind: 'text', text: 'Hi, you.' }])
    expect(greet(7)).toEqual([{ kind: 'text', text: 'Hi, you.' }])
  })
})

test('who the person is changes part by part, and comes back', () => {
  const { self, revisions } = open()
  self.update({ name: 'Lin' })
  time += 3_600_000
  self.update({ about: 'I work nights.' })
  expect(self.get()).toEqual({ name: 'Lin', pronouns: '', about: 'I work nights.' })
  const before = list({ subject: 'self' }).at(-1)
  if (!before) throw new Error('nothing was kept')
  revisions.restore({ id: before.id })
  expect(self.get().about).toBe('')
})
