import { expect, test } from 'vitest'
import { earlierStays } from '#renderer/features/import/what-stays.ts'
import { ImportRun, Preview, Receipt } from '#shared/model/import-run.ts'

const nothing = { found: 0, imported: 0, alreadyHere: 0, keptRaw: 0, skipped: 0, failed: 0 }
const shown = { conversations: 0, messages: 0, attachments: 0, from: null, to: null, reasons: [] }
const preview = Preview.parse({ ...shown, format: 'generic', files: [], models: [], sampleTitles: [], replaces: [1] })
const receipt = Receipt.parse({
  ...shown,
  files: nothing,
  conversations: nothing,
  messages: nothing,
  models: [],
  attachments: { found: 0, imported: 0, alreadyHere: 0, missing: 0 },
})
const run = (state: ImportRun['state'], more: Partial<ImportRun> = {}) =>
  ImportRun.parse({
    id: 2,
    state,
    companionId: null,
    fileNames: ['a.csv'],
    startedAt: 0,
    finishedAt: 1,
    madeCompanionId: null,
    progress: { bytesDone: 0, bytesTotal: 0, conversations: 0, messages: 0 },
    failure: null,
    seen: false,
    preview,
    receipt: null,
    ...more,
  })

test.each([
  ['that was stopped', run('cancelled'), true],
  ['that was not whole', run('failed'), true],
  ['that was cut off, and taken out of what it had brought', run('undone'), true],
  [
    'of which half could not be taken out',
    run('interrupted', { progress: { ...run('failed').progress, messages: 9 } }),
    false,
  ],
  ['that took its place and was taken back since', run('undone', { receipt }), false],
  ['that was to replace nothing', run('cancelled', { preview: null }), false],
])('whether an earlier reading is as it was is told of one %s', (_, one, expected) => {
  expect(earlierStays(one)).toBe(expected)
})
