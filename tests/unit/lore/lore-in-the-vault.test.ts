import { join } from 'node:path'
import { mkdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { createChanges } from '#core/changes.ts'
import { createLore } from '#core/lore/lore.ts'
import { createLoreRepository } from '#core/lore/lore-repository.ts'
import { connect } from '#core/store/connect.ts'
import { Database } from '#core/store/database.ts'
import { migrate } from '#core/store/migrate.ts'
import { migrations } from '#core/store/migrations/table.ts'
import type { CompanionId } from '#shared/model/ids.ts'
import { emptyLoreEntry } from '#shared/model/lore.ts'
import { wholeFiles } from '#tests/helpers/card-file.ts'
import { createTestStore } from '#tests/helpers/test-store.ts'

function aLorebook() {
  const store = createTestStore()
  const { database, companions, companion } = store
  const repository = createLoreRepository(database)
  const changes = createChanges()
  const lore = createLore({ database, repository, companions, files: wholeFiles, fold: (text) => text, changes })
  return { store, lore, id: companion.id }
}

test('a vault from before lorebooks takes one', () => {
  using store = createTestStore()
  mkdirSync(join(store.folder, 'before'))
  const file = join(store.folder, 'before', 'keepsake.db')
  using database = new Database(file, connect(file, store.key, 'create'))
  migrate(
    database,
    'create',
    migrations.filter(({ version }) => version < 13),
  )
  database.run(`INSERT INTO companion (profile_json, created_at) VALUES ('{}', 0)`)
  migrate(database, 'write')
  const repository = createLoreRepository(database)
  const companionId = 1 as CompanionId
  repository.add(companionId, [{ entry: { ...emptyLoreEntry, keys: ['tea'] }, format: null, raw: null }])
  expect(repository.list(companionId)).toMatchObject([{ keys: ['tea'] }])
})

test('what is written, moved, switched off and taken out is what fires the next time', () => {
  const { store, lore, id } = aLorebook()
  using _ = store
  const say = (words: string) => lore.tryOut(id, words).fired.map(({ name }) => name)
  const [one, two] = ['one', 'two'].map((name) =>
    lore.add(id, { ...emptyLoreEntry, name, keys: ['tea'], content: name }),
  )
  if (!one || !two) throw new Error('no entries')
  expect(say('tea')).toEqual(['one', 'two'])
  lore.update(one.id, { keys: ['rain'] })
  expect(say('tea')).toEqual(['two'])
  lore.arrange(id, [two.id])
  expect(lore.get(id).entries.map(({ name }) => name)).toEqual(['two', 'one'])
  lore.update(two.id, { enabled: false })
  expect(say('tea')).toEqual([])
  expect(lore.remove(one.id)).toMatchObject({ name: 'one', keys: ['rain'] })
  expect(say('rain')).toEqual([])
})

test('five thousand entries are listed as they are, and any of them is told', () => {
  const { store, lore, id } = aLorebook()
  using _ = store
  const entries = Array.from({ length: 5_000 }, (_entry, index) => ({
    entry: { ...emptyLoreEntry, name: `n${index}`, keys: [`name${index}`], content: '说过的话，记得的事。'.repeat(20) },
    format: null,
    raw: null,
  }))
  const { settings } = lore.get(id)
  lore.takeBook(id, { settings, raw: {}, entries })
  const [changed] = lore.get(id).entries
  if (!changed) throw new Error('no entries')
  lore.update(changed.id, { content: 'Short.', enabled: false })
  const listed = lore.get(id).entries
  expect(listed).toHaveLength(5_000)
  const { start, tokens, enabled } = listed[4_999] ?? {}
  expect({ start, enabled }).toEqual({ start: '说过的话，记得的事。'.repeat(16), enabled: true })
  expect(listed[0]).toMatchObject({ start: 'Short.', enabled: false, keys: ['name0'], constant: false })
  expect(listed[0]?.tokens).toBeLessThan(tokens ?? 0)
  expect(lore.fire(id, ['name8 and name4999'], 8_000).fired.map(({ entry }) => entry.name)).toEqual(['n8', 'n4999'])
})
