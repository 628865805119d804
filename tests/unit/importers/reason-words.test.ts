import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import en from '#locales/en/import.json' with { type: 'json' }

const folder = new URL('../../../electron/core/importers/', import.meta.url)
/** Where a code for the receipt is written out: as a `code`, as `keptRaw`, or given to a helper of that name. */
const written =
  /(?:\b(?:code|keptRaw)(?::| =| \?\?)|\b(?:note|failed|SourceTrouble)\(|\breason\()\s*(?:[\w.]+ \? )?'([a-z]+(?:-[a-z0-9]+)*)'/g

test('every reason that a reader can give has words for the person', () => {
  const codes = readdirSync(folder, { recursive: true, encoding: 'utf8' }).flatMap((name) => {
    if (!name.endsWith('.ts')) return []
    return [...readFileSync(new URL(name, folder), 'utf8').matchAll(written)].flatMap(([, code]) => code ?? [])
  })
  expect(new Set(codes).size).toBeGreaterThan(20)
  expect([...new Set(codes)].filter((code) => !Object.hasOwn(en.reason, code))).toEqual([])
})
