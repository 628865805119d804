import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { createCardRepository } from '#core/cards/card-repository.ts'
import { createCards } from '#core/cards/cards.ts'
import { createChanges } from '#core/changes.ts'
import { createCompanions } from '#core/companions/companions.ts'
import { createLetters } from '#core/companions/letters.ts'
import { createSelfProfile } from '#core/companions/self.ts'
import { jsonOf } from '#core/loose-json.ts'
import { createLore } from '#core/lore/lore.ts'
import { createLoreRepository } from '#core/lore/lore-repository.ts'
import { createMemories } from '#core/memory/memories.ts'
import { createMemoryRepository } from '#core/memory/memory-repository.ts'
import { createSummaryRepository } from '#core/memory/summary-repository.ts'
import { CardPart } from '#shared/model/card.ts'
import { UploadId, type CompanionId } from '#shared/model/ids.ts'
import { aCard, aCharx } from '#tests/helpers/card-bytes.ts'
import { wholeFiles } from '#tests/helpers/card-file.ts'
import { createTestStore, type TestStore } from '#tests/helpers/test-store.ts'

const parts = [...CardPart.options]
const uploadId = UploadId.parse(randomUUID())

/** Everything in the vault that a card makes or changes; bytes that nothing refers to are not anybody. */
const tables = {
  companion: ['INSERT', 'UPDATE'],
  conversation: ['INSERT'],
  message: ['INSERT'],
  revision: ['INSERT'],
  card: ['INSERT'],
  card_file: ['INSERT'],
  lorebook: ['INSERT'],
  lore_entry: ['INSERT'],
  memory: ['INSERT'],
} as const
const steps = Object.entries(tables).flatMap(([table, events]) => events.map((event) => `${event} ON ${table}`))

function takingCards(store: TestStore) {
  const { database, assets, revisions } = store
  const changes = createChanges()
  const now = () => 1_700_000_000_000
  const keeping = { revisions, changes, now }
  const companions = createCompanions({
    ...store,
    ...keeping,
    repository: store.companions,
    selfProfile: createSelfProfile(keeping).get,
    providers: { describe: () => null },
  })
  const lore = createLore({
    database,
    repository: createLoreRepository(database),
    companions: store.companions,
    files: wholeFiles,
    fold: (text) => text,
    changes,
  })
  const memories = createMemories({
    repository: createMemoryRepository(database),
    summaries: createSummaryRepository(database),
    changes,
    now,
    fold: (text) => text,
  })
  const letters = createLetters({ companions: store.companions, ...keeping })
  const icon = { type: 'icon', name: 'main', uri: 'embeded://assets/icon/image/main.png', ext: 'png' }
  const data = jsonOf(aCard()['data'])
  const memory = { text: 'We met in the rain.', since: null, until: null, pinned: true }
  const extensions = { ...jsonOf(data['extensions']), 'keepsake/memories': [memory] }
  const bytes = aCharx({ ...aCard(), data: { ...data, extensions, assets: [icon] } })
  const files = { ...wholeFiles, upload: async () => ({ name: 'lin.charx', bytes }) }
  const repository = createCardRepository(database)
  return createCards({ database, repository, companions, letters, lore, memories, assets, files, now })
}

const whole = ({ database }: TestStore) =>
  Object.keys(tables).map((table) => [table, database.all(`SELECT * FROM ${table}`)])

test.each(steps)('a card that is disturbed at %s leaves nobody half made or half changed', async (step) => {
  using store = createTestStore()
  const cards = takingCards(store)
  const isForSomebodyNew = !step.startsWith('INSERT ON revision')
  const companionId: CompanionId | null = isForSomebodyNew ? null : store.companion.id
  const before = whole(store)
  store.database.execute(`CREATE TEMP TRIGGER disturbed BEFORE ${step} BEGIN SELECT RAISE(ABORT, 'disturbed'); END`)
  await expect(cards.accept({ uploadId, companionId, parts })).rejects.toThrow('disturbed')
  expect(whole(store)).toEqual(before)
  store.database.execute('DROP TRIGGER disturbed')
  const { id, avatarId } = await cards.accept({ uploadId, companionId, parts })
  expect(avatarId).not.toBeNull()
  const entries = store.database.all('SELECT 1 FROM lore_entry WHERE companion_id = ?', id)
  expect([entries.length, store.database.all('SELECT 1 FROM card_file').length > 0]).toEqual([3, true])
})
