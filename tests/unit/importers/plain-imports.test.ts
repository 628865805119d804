import { writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { exporterMarkdown, exporterPage, savedPage } from '#tests/helpers/exporter-export.ts'
import { genericShapes } from '#tests/helpers/generic-export.ts'
import type { SaidTurn } from '#tests/helpers/said-turns.ts'
import { tempFolder } from '#tests/helpers/temp-folder.ts'
import { createTestImports } from '#tests/helpers/test-imports.ts'
import { sharegptRecord, trainingLine } from '#tests/helpers/training-export.ts'
import { transcriptText } from '#tests/helpers/transcript-export.ts'

const nobody = { kind: 'nobody' } as const
const turns = Array.from({ length: 20 }, (_, index): SaidTurn => ({
  role: index % 2 === 0 ? 'user' : 'assistant',
  text: `words ${index % 3}`,
}))

/** One talk in each form, each form with a beginning of its own. */
function filesOf(said: readonly SaidTurn[]): Readonly<Record<string, string>> {
  const begun = (form: string) => said.map((turn, index) => (index === 0 ? { ...turn, text: form } : turn))
  const named = (form: string) => begun(form).map(({ role, text }) => ({ name: role === 'user' ? 'Sam' : 'Mia', text }))
  const roles = (form: string) => begun(form).map(({ role, text }) => ({ name: role, text }))
  const shapes = Object.entries(genericShapes).filter(([shape]) => shape !== 'conversations in an envelope')
  return {
    'a.md': exporterMarkdown(begun('md')),
    'b.txt': transcriptText(roles('roles'), 'colon'),
    'c.md': transcriptText(named('names'), 'bold'),
    ...Object.fromEntries(
      shapes.map(([shape, write], index) => {
        const { name, text } = write(begun(shape))
        return [`${index}-${name}`, text]
      }),
    ),
  }
}

test('talks in every plain form come into a vault whole; grown ones add what is new and nothing twice', async () => {
  await using imported = await createTestImports()
  await using earlier = await tempFolder()
  await using later = await tempFolder()
  const run = async (path: string) => (await imported.imports.importFiles([path], nobody)).receipt
  for (const [name, text] of Object.entries(filesOf(turns.slice(0, 12)))) writeFileSync(earlier.file(name), text)
  for (const [name, text] of Object.entries(filesOf(turns))) writeFileSync(later.file(name), text)
  const talks = Object.keys(filesOf(turns)).length
  const [first, second, third] = [await run(earlier.path), await run(later.path), await run(later.path)]
  expect(first?.conversations).toMatchObject({ found: talks, imported: talks })
  expect(first?.messages).toMatchObject({ found: talks * 12, imported: talks * 12 })
  expect(second?.messages).toMatchObject({ found: talks * 20, imported: talks * 8, alreadyHere: talks * 12 })
  expect(third?.messages).toMatchObject({ found: talks * 20, imported: 0, alreadyHere: talks * 20 })
}, 60_000)

test('training examples come in once, however often they are handed over', async () => {
  await using imported = await createTestImports()
  await using folder = await tempFolder()
  writeFileSync(folder.file('a.jsonl'), [trainingLine(turns), trainingLine(turns.slice(0, 4))].join('\n'))
  writeFileSync(folder.file('b.json'), JSON.stringify([sharegptRecord('0', turns)]))
  const run = async () => (await imported.imports.importFiles([folder.path], nobody)).receipt
  expect((await run())?.messages).toMatchObject({ found: 44, imported: 44 })
  expect((await run())?.messages).toMatchObject({ found: 44, imported: 0, alreadyHere: 44 })
})

test('one conversation saved in three forms is one in the vault', async () => {
  await using imported = await createTestImports()
  await using folder = await tempFolder()
  writeFileSync(folder.file('a.md'), exporterMarkdown(turns, { about: true, times: true }))
  writeFileSync(folder.file('b.html'), exporterPage(turns))
  writeFileSync(folder.file('c.json'), JSON.stringify(savedPage(turns)))
  const { receipt } = await imported.imports.importFiles([folder.path], nobody)
  expect(receipt?.messages).toMatchObject({ found: 60, imported: 20, alreadyHere: 40 })
})
