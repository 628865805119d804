import { expect, test } from 'vitest'
import { cardOf } from '#core/cards/card-shapes.ts'
import { profileOfCard, wordParts, wordsOfPart } from '#core/cards/card-parts.ts'
import { restOfCard } from '#core/cards/card-rest.ts'
import { readCard } from '#core/cards/read-card.ts'
import { AppError } from '#core/errors.ts'
import { jsonOf } from '#core/loose-json.ts'
import { readCardBook } from '#core/lore/lore-file.ts'
import { CardRest } from '#shared/model/card.ts'
import { Profile } from '#shared/model/companion.ts'
import { LoreEntry } from '#shared/model/lore.ts'
import { aCard, aCharx, aPngCard } from '#tests/helpers/card-bytes.ts'
import { wholeFiles } from '#tests/helpers/card-file.ts'
import { createDice, mutate, mutateJson } from '#tests/helpers/mutations.ts'

const rounds = Number(process.env['CARD_FUZZ_ROUNDS'] ?? 150)
const files = {
  png: aPngCard(aCard()),
  zTXt: aPngCard(aCard(), { chunk: 'zTXt', keyword: 'chara' }),
  charx: aCharx(aCard()),
  json: Buffer.from(JSON.stringify(aCard())),
  yaml: Buffer.from('name: A\ngreeting: |-\n  hi\ncontext: &a |-\n  who\nmore: [*a, *a]\n'),
}

test.each(Object.entries(files))(
  'a %s card with bytes out of place is read or refused in words',
  async (_kind, file) => {
    const dice = createDice(41)
    let read = 0
    for (let round = 0; round < rounds; round += 1) {
      try {
        const { root } = await readCard(mutate(file, dice), wholeFiles)
        Profile.parse({ ...profileOfCard(root, new Set(wordParts)), name: 'x' })
        CardRest.array().parse(restOfCard(root))
        read += 1
      } catch (error) {
        expect(error).toBeInstanceOf(AppError)
      }
    }
    expect(read).toBeLessThan(rounds)
  },
)

test('a card with values out of place gives a sound profile and sound entries', () => {
  const dice = createDice(97)
  for (let round = 0; round < rounds * 4; round += 1) {
    const card = cardOf(mutateJson(aCard(), dice))
    if (!card) continue
    Profile.parse({ ...profileOfCard(card.root, new Set(wordParts)), name: 'x' })
    for (const part of wordParts) expect(typeof wordsOfPart(card.root, part)).toBe('string')
    CardRest.array().parse(restOfCard(card.root))
    for (const { entry } of readCardBook(jsonOf(jsonOf(card.root['data'])['character_book'])).entries)
      LoreEntry.parse(entry)
  }
})
