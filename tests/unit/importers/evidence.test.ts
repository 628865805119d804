import { expect, test } from 'vitest'
import type { Sample } from '#core/importers/importer.ts'
import { readTexts } from '#tests/helpers/read-text.ts'
import { sampleExports } from '#tests/helpers/sample-exports.ts'
import { importers } from '#core/importers/table.ts'
import en from '#locales/en/import.json' with { type: 'json' }

test.each(Object.entries(sampleExports()))('what %s is told by really stands in the file', async (_what, files) => {
  const { sorted } = await readTexts(files)
  const told = sorted.flatMap((one) => (one.kind === 'export' ? [one] : []))
  expect(told).not.toEqual([])
  for (const { file, detection } of told) {
    const text = String(files[file.name] ?? '')
    const names = detection?.why.names ?? []
    for (const name of names.flatMap((one) => one.split('.'))) expect(text).toContain(name.replace(/^\w+: /, ''))
    // Marks that only name a kind say all there is to say.
    const isKind = ['lines', 'turns', 'rows'].includes(detection?.why.by ?? '')
    expect(isKind).toBe(names.length === 0)
    expect(Object.keys(en.why)).toContain(detection?.why.by)
  }
})

test('a format tells nothing of a file that says nothing', () => {
  const empty: readonly Sample[] = [
    { kind: 'outline', members: {} },
    { kind: 'line', index: 0, item: {} },
    { kind: 'text', head: '' },
  ]
  for (const importer of importers) for (const sample of empty) expect(importer.detect(sample)).toBeNull()
})
