import { nothingRemembered } from '#core/prompt/remembered.ts'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { buildPrompt } from '#core/prompt/build-prompt.ts'
import type { PromptInput, PromptLore } from '#core/prompt/section.ts'
import { emptyProfile } from '#shared/model/companion.ts'
import { CompanionId, LoreEntryId } from '#shared/model/ids.ts'
import { unknownSelf } from '#shared/model/self.ts'
import { plainPlan } from '#shared/model/prompt-plan.ts'
import { sampleMessage } from '#tests/helpers/sample-message.ts'

const said = (role: 'user' | 'assistant', text: string) => sampleMessage(1, { role, parts: [{ kind: 'text', text }] })

const plain: PromptInput = {
  self: CompanionId.parse(1),
  profile: { ...emptyProfile, name: 'Ash' },
  person: unknownSelf,
  letter: { text: 'We met in March.', digest: '', digestUse: 'never' },
  lore: { budget: 1_000, entries: [] },
  remembered: nothingRemembered,
  others: [],
  history: [said('user', 'Hello'), said('assistant', 'Hi'), said('user', 'Is there tea?')],
  begins: false,
  days: null,
  now: 0,
  timeZone: 'UTC',
  plan: plainPlan,
  budget: { room: 8_000, history: 8_000 },
}

const entry = (id: number, content: string, more: Partial<PromptLore> = {}): PromptLore => ({
  id: LoreEntryId.parse(id),
  name: `entry ${id}`,
  content,
  cause: { kind: 'key', key: 'tea' },
  tokens: 10,
  told: true,
  isNear: false,
  ...more,
})

const contentsOf = (input: PromptInput) => buildPrompt(input).messages.map(({ content }) => content)

test('background stands before what is said of being an AI, the near one before the words to be answered', () => {
  const entries = [entry(1, '{{char}} keeps tea.'), entry(2, 'It rains.', { isNear: true })]
  const prompt = buildPrompt({ ...plain, lore: { budget: 1_000, entries } })
  const ids = prompt.sections.map(({ id }) => id)
  expect(ids.indexOf('letter')).toBeLessThan(ids.indexOf('lore'))
  expect(ids.indexOf('lore')).toBeLessThan(ids.indexOf('honesty'))
  expect(ids.slice(-2)).toEqual(['lore-near', 'question'])
  expect(prompt.messages[0]?.content).toContain('Ash keeps tea.')
  expect(prompt.messages.at(-1)?.content).toMatch(/It rains\.[^]*Is there tea\?$/)
  expect(prompt.messages.filter(({ role }) => role === 'system')).toHaveLength(1)
})

test('near background has nothing to stand before where nothing is asked, and stands with the rest', () => {
  const lore = { budget: 1_000, entries: [entry(1, 'It rains.', { isNear: true })] }
  const history = [said('user', 'Hello'), said('assistant', 'Hi')]
  expect(buildPrompt({ ...plain, history, lore }).sections.map(({ id }) => id)).toContain('lore')
  expect(contentsOf({ ...plain, history, lore }).at(-1)).toBe('Hi')
})

test('what is told and what had no room is said with the key that was spoken of', () => {
  const entries = [entry(1, 'Tea.'), entry(2, 'word '.repeat(500)), entry(3, 'Rain.', { told: false })]
  const prompt = buildPrompt({ ...plain, lore: { budget: 200, entries } })
  const fired = prompt.sections.find(({ id }) => id === 'lore')?.fired
  expect(fired?.map(({ id, told }) => [id, told])).toEqual([
    [1, true],
    [2, false],
    [3, false],
  ])
  expect(fired?.[0]?.cause).toEqual({ kind: 'key', key: 'tea' })
})

test('whatever is spoken of, background is never over its budget, and takes nothing from the Letter or the last words', () => {
  const entries = fc.array(
    fc.record({ words: fc.string({ maxLength: 200, unit: 'binary' }), isNear: fc.boolean(), told: fc.boolean() }),
    { maxLength: 10 },
  )
  fc.assert(
    fc.property(entries, fc.integer({ min: 0, max: 400 }), fc.integer({ min: 0, max: 900 }), (given, budget, room) => {
      const lore = given.map(({ words, ...more }, index) => entry(index + 1, words, more))
      const prompt = buildPrompt({ ...plain, lore: { budget, entries: lore }, budget: { room, history: room } })
      const parts = prompt.sections.filter(({ id }) => id === 'lore' || id === 'lore-near')
      expect(parts.reduce((sum, { tokens }) => sum + tokens, 0)).toBeLessThanOrEqual(budget)
      expect(prompt.messages[0]?.content).toContain('We met in March.')
      expect(prompt.messages.at(-1)?.content.endsWith('Is there tea?')).toBe(true)
      const without = buildPrompt({ ...plain, budget: { room, history: room } })
      if (without.fits) expect(prompt.fits).toBe(true)
    }),
    { numRuns: 50 },
  )
})
