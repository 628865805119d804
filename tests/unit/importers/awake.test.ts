import { expect, test } from 'vitest'
import { writeChatgptZip } from '#tests/helpers/chatgpt-export.ts'
import { tempFolder } from '#tests/helpers/temp-folder.ts'
import { createTestImports } from '#tests/helpers/test-imports.ts'

test('a long import says that it goes on, so that the idle lock does not cut it in two', async () => {
  await using folder = await tempFolder()
  await using vault = await createTestImports()
  const path = folder.file('export.zip')
  await writeChatgptZip(path, { conversations: 40, turns: 10 })
  const before = vault.signsOfLife()
  const run = await vault.imports.importFiles([path], { kind: 'nobody' })
  expect(run.state).toBe('done')
  expect(vault.signsOfLife()).toBeGreaterThan(before)
})
