import { expect, test } from 'vitest'
import { importers } from '#core/importers/table.ts'
import en from '#locales/en/library.json' with { type: 'json' }
import hans from '#locales/zh-Hans/library.json' with { type: 'json' }
import hant from '#locales/zh-Hant/library.json' with { type: 'json' }
import { Source } from '#shared/model/conversation.ts'
import { formatNames } from '#shared/model/formats.ts'
import { sampleExports } from '#tests/helpers/sample-exports.ts'

test('every format has one reader under its own name, and a sample that all readers are tried with', () => {
  const ids = importers.map(({ id }) => id)
  expect(ids.toSorted()).toEqual(Source.options.toSorted())
  // Further samples of a format have its name and a word more.
  const sampled = new Set(Object.keys(sampleExports()).map((name) => name.split(' ')[0] ?? name))
  expect([...sampled].toSorted()).toEqual(ids.toSorted())
})

test('every format is called something in every language, and its name is said in one place', () => {
  for (const { source } of [en, hans, hant]) {
    expect([...Object.keys(source), ...Object.keys(formatNames)].toSorted()).toEqual(Source.options.toSorted())
  }
})
