import { writeFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { OfferDecision } from '#shared/contract/imports.ts'
import type { ImportRun } from '#shared/model/import-run.ts'
import { tempFolder } from '#tests/helpers/temp-folder.ts'
import { createTestImports, type TestImports } from '#tests/helpers/test-imports.ts'

/** A ChatGPT conversation with custom instructions and a memory in it. */
function withContext(id: string, at: number) {
  const node = (parent: string | null, role: string, content: Record<string, unknown>) => ({
    parent,
    message: { author: { role }, create_time: at, content },
  })
  const instructions = {
    content_type: 'user_editable_context',
    user_profile: 'I am Ada.',
    user_instructions: 'Be kind.',
  }
  return {
    id,
    title: null,
    mapping: {
      a: node(null, 'user', instructions),
      b: node('a', 'system', { content_type: 'model_editable_context', model_set_context: '1. Likes rain.' }),
      c: node('b', 'user', { content_type: 'text', parts: [`hello from ${id}`] }),
    },
  }
}

async function importOf(imported: TestImports, ids: readonly string[], name = '知夏'): Promise<ImportRun> {
  await using folder = await tempFolder()
  writeFileSync(folder.file('a.json'), JSON.stringify(ids.map((id, index) => withContext(id, 1_700_000_000 + index))))
  return await imported.imports.importFiles([folder.file('a.json')], { kind: 'new', name })
}

function descriptionOf({ store }: TestImports, { companionId }: ImportRun): string {
  return companionId === null ? '' : store.companions.get(companionId).profile.description
}

describe('what an export offers', () => {
  test('goes into the profile exactly as the person agreed to, and out again without a trace', async () => {
    await using imported = await createTestImports()
    const run = await importOf(imported, ['c-1'])
    const { id, companionId } = run
    if (companionId === null) throw new Error('nobody was made')
    const take = (offer: number, text: string) =>
      imported.imports.decideOffer({ id, offer, decision: { kind: 'take', companionId, into: 'profile', text } })
    expect(descriptionOf(imported, run)).toBe('')
    take(0, 'Be kind, always.')
    const { receipt } = take(1, 'What ChatGPT remembered:\n1. Likes rain.')
    expect(descriptionOf(imported, run)).toBe('Be kind, always.\n\nWhat ChatGPT remembered:\n1. Likes rain.')
    expect(receipt?.offers.map(({ decided }) => decided?.kind ?? null)).toEqual(['taken', 'taken', null])
    imported.imports.decideOffer({ id, offer: 0, decision: { kind: 'open' } })
    expect(descriptionOf(imported, run)).toBe('What ChatGPT remembered:\n1. Likes rain.')
    const after = imported.imports.decideOffer({ id, offer: 1, decision: { kind: 'open' } })
    expect(descriptionOf(imported, run)).toBe('')
    expect(after.receipt?.offers.every(({ decided }) => decided === null)).toBe(true)
  })

  test('goes into the Letter or the profile of the person where they say so, and out again', async () => {
    await using imported = await createTestImports()
    const run = await importOf(imported, ['c-1'])
    const { id, companionId } = run
    if (companionId === null) throw new Error('nobody was made')
    const { letters, self } = imported
    const decide = (offer: number, decision: OfferDecision) => imported.imports.decideOffer({ id, offer, decision })
    decide(0, { kind: 'take', companionId, into: 'letter', text: 'Be kind.' })
    decide(1, { kind: 'take', companionId, into: 'self', text: 'I sail.' })
    expect([letters.get(companionId).text, self.get().about, descriptionOf(imported, run)]).toEqual([
      'Be kind.',
      'I sail.',
      '',
    ])
    decide(0, { kind: 'open' })
    decide(1, { kind: 'open' })
    expect([letters.get(companionId).text, self.get().about]).toEqual(['', ''])
  })

  test('becomes memories to look through, one a line, and out again while none was answered', async () => {
    await using imported = await createTestImports()
    const { id, companionId } = await importOf(imported, ['c-1'])
    if (companionId === null) throw new Error('nobody was made')
    const { memories } = imported
    const proposed = () => memories.list({ companionId, state: 'proposed', query: '', before: null, limit: 9 }).memories
    const decide = (decision: OfferDecision) => imported.imports.decideOffer({ id, offer: 1, decision })
    const text = '1. Likes rain.\n\n- Has a cat.'
    decide({ kind: 'take', companionId, into: 'memories', text })
    expect(proposed().map((memory) => memory.text)).toEqual(['Has a cat.', 'Likes rain.'])
    decide({ kind: 'open' })
    expect(proposed()).toEqual([])
    decide({ kind: 'take', companionId, into: 'memories', text })
    const [first] = proposed()
    if (first) memories.accept({ id: first.id })
    expect(() => decide({ kind: 'open' })).toThrow('NOT_FOUND')
    expect(proposed()).toHaveLength(1)
  })

  test('that the person has rewritten in the profile since is theirs, and stays', async () => {
    await using imported = await createTestImports()
    const run = await importOf(imported, ['c-1'])
    const { id, companionId } = run
    if (companionId === null) throw new Error('nobody was made')
    imported.imports.decideOffer({
      id,
      offer: 0,
      decision: { kind: 'take', companionId, into: 'profile', text: 'Be kind.' },
    })
    const { profile } = imported.store.companions.get(companionId)
    imported.store.companions.update(companionId, { profile: { ...profile, description: 'Be dry.' } })
    expect(() => imported.imports.decideOffer({ id, offer: 0, decision: { kind: 'open' } })).toThrow('NOT_FOUND')
    expect(descriptionOf(imported, run)).toBe('Be dry.')
  })

  test('is not taken in twice, nor beyond what a profile holds', async () => {
    await using imported = await createTestImports()
    const run = await importOf(imported, ['c-1'])
    const { id, companionId } = run
    if (companionId === null) throw new Error('nobody was made')
    const take = (text: string) => () =>
      imported.imports.decideOffer({ id, offer: 0, decision: { kind: 'take', companionId, into: 'profile', text } })
    expect(take('x'.repeat(100_001))).toThrow('INVALID_INPUT')
    take('Be kind.')()
    expect(take('Be kind.')).toThrow('TARGET_TAKEN')
    expect(descriptionOf(imported, run)).toBe('Be kind.')
  })

  test('and was decided on is remembered, and not asked again after the next export', async () => {
    await using imported = await createTestImports()
    const { id, receipt } = await importOf(imported, ['c-1'])
    expect(receipt?.offers).toHaveLength(3)
    imported.imports.decideOffer({ id, offer: 0, decision: { kind: 'set-aside' } })
    const again = await importOf(imported, ['c-1', 'c-2'])
    expect(again.receipt?.offers.map(({ kind }) => kind)).toEqual(['instructions', 'memory'])
    const kept = imported.imports.list().find((run) => run.id === id)
    expect(kept?.receipt?.offers[0]?.decided).toEqual({ kind: 'set-aside' })
  })
})

describe('a companion that was made for an import', () => {
  const made = (imported: TestImports) =>
    imported.store.companions
      .list()
      .map(({ profile }) => profile.name)
      .filter((name) => name !== '小满')

  test('can go with it once everything is out again', async () => {
    await using imported = await createTestImports()
    const before = imported.contents().conversations
    const { id, madeCompanionId } = await importOf(imported, ['c-1'])
    expect(imported.imports.leftCompanions({ id })).toEqual({ companionIds: [] })
    await imported.imports.undo({ id })
    expect(imported.imports.leftCompanions({ id })).toEqual({ companionIds: [madeCompanionId] })
    expect(imported.imports.removeCompanions({ id })).toMatchObject({ madeCompanionId: null, companionId: null })
    expect(made(imported)).toEqual([])
    expect(imported.contents().conversations).toEqual(before)
  })

  test('stays where there is anything else of them', async () => {
    await using imported = await createTestImports()
    const first = await importOf(imported, ['c-1'])
    const { id, companionId } = first
    if (companionId === null) throw new Error('nobody was made')
    await imported.imports.undo({ id })
    const profile = imported.store.companions.get(companionId).profile
    imported.store.companions.update(companionId, { profile: { ...profile, description: 'Dry.' } })
    expect(imported.imports.leftCompanions({ id })).toEqual({ companionIds: [] })
    imported.store.companions.update(companionId, { profile })
    const { lifelongId } = imported.store.companions.get(companionId)
    imported.store.messages.append({
      conversationId: lifelongId,
      parentId: null,
      role: 'user',
      createdAt: 1,
      parts: [{ kind: 'text', text: 'Still here.' }],
      state: 'complete',
    })
    expect(imported.imports.leftCompanions({ id })).toEqual({ companionIds: [] })
    expect(() => imported.imports.removeCompanions({ id })).toThrow('NOT_FOUND')
    expect(made(imported)).toEqual(['知夏'])
  })

  test('who was there before is never offered', async () => {
    await using imported = await createTestImports()
    const { companionId } = await importOf(imported, ['c-1'])
    if (companionId === null) throw new Error('nobody was made')
    await using folder = await tempFolder()
    writeFileSync(folder.file('a.json'), JSON.stringify([withContext('c-2', 1_700_000_000)]))
    const target = { kind: 'companion', companionId } as const
    const { id } = await imported.imports.importFiles([folder.file('a.json')], target)
    await imported.imports.undo({ id })
    expect(imported.imports.leftCompanions({ id })).toEqual({ companionIds: [] })
  })
})
