import { execFile } from 'node:child_process'
import { stat } from 'node:fs/promises'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { writeChatgptZip } from '#tests/helpers/chatgpt-export.ts'
import { tempFolder } from '#tests/helpers/temp-folder.ts'

const child = new URL('./read-in-child.ts', import.meta.url).pathname
const budget = 300 * 1024 ** 2

test('one conversations.json of 60 MB in a zip is read in bounded memory', async () => {
  await using folder = await tempFolder()
  const path = folder.file('a.zip')
  const written = await writeChatgptZip(path, { conversations: 2_400, turns: 15, pictureEvery: 0 })
  expect(written.bytes).toBeGreaterThan(55_000_000)
  expect((await stat(path)).size).toBeGreaterThan(5_000_000)
  const { stdout } = await promisify(execFile)(process.execPath, [child, path])
  const read = JSON.parse(stdout) as { conversations: number; messages: number; peakBytes: number }
  expect(read).toMatchObject({ conversations: written.conversations, messages: written.messages })
  expect(read.peakBytes).toBeLessThan(budget)
}, 120_000)
