import { expect, test } from 'vitest'
import { receiptFile } from '#renderer/features/import/receipt-file.ts'
import { ImportRun } from '#shared/model/import-run.ts'

const tally = { found: 7, imported: 3, alreadyHere: 1, keptRaw: 1, skipped: 1, failed: 1 }
const run = ImportRun.parse({
  id: 1,
  state: 'done',
  companionId: null,
  fileNames: ['念念.zip'],
  startedAt: 0,
  finishedAt: 1_000,
  progress: { bytesDone: 0, bytesTotal: 0, conversations: 7, messages: 7 },
  preview: null,
  receipt: {
    files: tally,
    conversations: tally,
    messages: tally,
    attachments: { found: 2, imported: 1, alreadyHere: 0, missing: 1 },
    branches: 4,
    owners: [{ name: 'Mia', companionId: 3, conversations: 4, messages: 4 }],
    byFile: [{ file: 'conversations.json', conversations: 7, messages: 4, imported: 3, alreadyHere: 1 }],
    models: ['gpt-4o'],
    from: 1_700_000_000_000,
    to: null,
    reasons: [{ code: 'kept-raw', file: 'conversations.json', item: 'a canvas', count: 1 }],
    offers: [{ kind: 'about-you', text: 'what only they were told', source: 'chatgpt', at: null }],
  },
  failure: null,
  madeCompanionId: null,
  seen: false,
})

test('a saved receipt keeps every count and says what each reason means, but tells no words of the person', () => {
  if (run.receipt === null) throw new Error('no receipt')
  const text = receiptFile(run, run.receipt, (code) => `the meaning of ${code}`)
  expect(JSON.parse(text)).toEqual({
    app: 'Keepsake',
    kind: 'import-receipt',
    version: 1,
    import: {
      files: ['念念.zip'],
      state: 'done',
      startedAt: '1970-01-01T00:00:00.000Z',
      finishedAt: '1970-01-01T00:00:01.000Z',
    },
    counts: {
      files: tally,
      conversations: tally,
      messages: tally,
      attachments: { found: 2, imported: 1, alreadyHere: 0, missing: 1 },
      branches: 4,
      beside: { companions: 0, days: 0, selves: 0, alreadyHere: 0 },
    },
    owners: [{ name: 'Mia', conversations: 4, messages: 4 }],
    byFile: [{ file: 'conversations.json', conversations: 7, messages: 4, imported: 3, alreadyHere: 1 }],
    models: ['gpt-4o'],
    from: '2023-11-14T22:13:20.000Z',
    to: null,
    reasons: [
      {
        code: 'kept-raw',
        file: 'conversations.json',
        item: 'a canvas',
        count: 1,
        meaning: 'the meaning of kept-raw',
      },
    ],
  })
  expect(text).not.toContain('what only they were told')
})
