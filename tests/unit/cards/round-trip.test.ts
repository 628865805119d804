import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { profileOfCard, putProfile, wordParts } from '#core/cards/card-parts.ts'
import { readCard } from '#core/cards/read-card.ts'
import { writeCharx, writeJsonCard, writePngCard } from '#core/cards/write-card.ts'
import { readCardBook, writeCardBook } from '#core/lore/lore-file.ts'
import { jsonOf, type Json } from '#core/loose-json.ts'
import { aCard, aCharx, aPngCard } from '#tests/helpers/card-bytes.ts'
import { wholeFiles } from '#tests/helpers/card-file.ts'
import { fixture, hasFixtures } from '#tests/helpers/fixtures.ts'
import { createPicture } from '#tests/helpers/picture.ts'

const all = new Set<string>(wordParts)

/** In and out again, by way of a profile and a lorebook, as somebody does who changes nothing. */
function throughKeepsake(root: Json): Json {
  const back = putProfile(root, profileOfCard(root, all), all)
  const book = jsonOf(back['data'])['character_book']
  if (typeof book !== 'object' || book === null) return back
  return { ...back, data: { ...jsonOf(back['data']), character_book: writeCardBook(readCardBook(jsonOf(book))) } }
}

/** What the card says beside the name of its generation, and what it says after leaving as each kind of file. */
async function outAndBack(root: Json): Promise<{ readonly said: Json[]; readonly back: Json[] }> {
  const { spec: _spec, spec_version: _version, ...said } = root
  const kept = throughKeepsake(root)
  const files = new Map([['x_meta/other.json', Buffer.from('{}')]])
  const written = [
    writeJsonCard(kept),
    writePngCard(kept, createPicture(7), files),
    await writeCharx(kept, null, files, 0),
  ]
  const read = await Promise.all(written.map((bytes) => readCard(bytes, wholeFiles)))
  return { said: [said, said, said], back: read.map((card) => card.root) }
}

test('a card that nobody changed leaves as it came, unknown members and extensions too', async () => {
  for (const bytes of [aPngCard(aCard()), aCharx(aCard()), Buffer.from(JSON.stringify(aCard()))]) {
    const { said, back } = await outAndBack((await readCard(bytes, wholeFiles)).root)
    expect(back).toMatchObject(said)
  }
})

describe.skipIf(!hasFixtures)('the cards of others', () => {
  test.each([
    ['character-card-png', 'default_Seraphina.png'],
    ['character-card-png', 'default_CodingSensei.png'],
    ['character-card-png', 'synthetic-v3.png'],
    ['character-card-json', 'v1-flat.json'],
    ['character-card-json', 'ooba.yaml'],
    ['charx', 'mia.charx'],
  ])('%s/%s leaves as it came', async (folder, file) => {
    const { said, back } = await outAndBack((await readCard(readFileSync(fixture(folder, file)), wholeFiles)).root)
    expect(back).toMatchObject(said)
  })
})

test('whatever a card says beside its parts, and however odd, it leaves as it came', async () => {
  const key = fc.string().filter((one) => !['__proto__', 'constructor', 'prototype'].includes(one))
  const json = fc.dictionary(key, fc.jsonValue({ maxDepth: 4 }), { maxKeys: 4, noNullPrototype: true })
  const entry = fc.record(
    {
      keys: fc.array(fc.string()),
      content: fc.string(),
      enabled: fc.boolean(),
      insertion_order: fc.oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true })),
      name: fc.string(),
      position: fc.constantFrom('before_char', 'after_char'),
      priority: fc.integer(),
      extensions: json,
      odd: fc.jsonValue(),
    },
    { requiredKeys: ['keys', 'content'], noNullPrototype: true },
  )
  const card = fc.record(
    {
      name: fc.string({ minLength: 1 }),
      description: fc.string({ unit: 'binary' }),
      first_mes: fc.string(),
      alternate_greetings: fc.array(fc.oneof(fc.string(), fc.constant(null))),
      extensions: json,
      character_book: fc.record(
        { entries: fc.array(entry, { maxLength: 4 }), extensions: json, scan_depth: fc.integer() },
        { noNullPrototype: true },
      ),
      more: json,
    },
    { requiredKeys: ['name'], noNullPrototype: true },
  )
  const plain = (value: unknown): Json => wholeFiles.json(JSON.stringify(value)) as Json
  await fc.assert(
    fc.asyncProperty(card, json, async (data, top) => {
      const { said, back } = await outAndBack(plain({ ...top, spec: 'chara_card_v3', spec_version: '3.0', data }))
      expect(back).toMatchObject(said)
    }),
    { numRuns: 20 },
  )
})

test('what was changed is written, in the copy at the top too, and what was never taken in stays', () => {
  const root = { ...aCard(), description: 'old copy' }
  const taken = new Set<string>(['name', 'description'])
  const profile = { ...profileOfCard(root, taken), description: 'new' }
  const back = putProfile(root, profile, taken)
  expect(back).toMatchObject({
    description: 'new',
    data: { description: 'new', system_prompt: expect.stringContaining('Ignore') },
  })
})
