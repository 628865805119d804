import { expect, it } from 'vitest'
import { createSettingsRepository } from '#core/settings/settings-repository.ts'
import { createSettings } from '#core/settings/settings.ts'
import { createChanges } from '#core/changes.ts'
import type { AssetId } from '#shared/model/ids.ts'
import { addImportRun, createTestStore, type TestStore } from '#tests/helpers/test-store.ts'

const settingsOf = (store: TestStore) =>
  createSettings({
    repository: createSettingsRepository(store.database),
    changes: createChanges(),
    onProxy: () => {},
    onAutoLock: () => {},
  })

it('keeps what was chosen when one more thing is chosen, or when a choice no longer makes sense', () => {
  using store = createTestStore()
  const settings = settingsOf(store)
  expect(settings.get().appearance).toEqual({
    density: 'comfortable',
    measure: 'normal',
    messages: 'paper',
    threadFont: 'sans',
    replySound: false,
  })
  settings.update({ appearance: { messages: 'bubbles' } })
  settings.update({ appearance: { measure: 'wide', density: undefined } })
  expect(settings.get().appearance).toMatchObject({ messages: 'bubbles', measure: 'wide', density: 'comfortable' })

  createSettingsRepository(store.database).set('appearance', { messages: 'stone tablets', measure: 'narrow' })
  expect(settings.get().appearance).toMatchObject({ messages: 'paper', measure: 'narrow' })
})

it('a wallpaper that an import also brought stays when that import is taken back', async () => {
  using store = createTestStore()
  const { companion, companions, assets } = store
  const importRunId = addImportRun(store.database)
  const picture = { mime: 'image/webp', width: null, height: null }
  const bytes = new Uint8Array([1, 2, 3])
  const wallpaperId: AssetId = await assets.put({ ...picture, importRunId }, bytes)
  companions.update(companion.id, { look: { accent: { hue: 20, chroma: 0.1 }, paper: 'laid', wallpaperId } })
  while (assets.removeUnused());
  expect(assets.info(wallpaperId).size).toBe(3)
  expect(companions.get(companion.id).look).toEqual({ accent: { hue: 20, chroma: 0.1 }, paper: 'laid', wallpaperId })

  companions.update(companion.id, { look: { accent: null, paper: 'plain', wallpaperId: null } })
  while (assets.removeUnused());
  expect(() => assets.info(wallpaperId)).toThrow('NOT_FOUND')
})
