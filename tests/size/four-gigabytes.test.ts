import { execFile } from 'node:child_process'
import { open, statfs, truncate, writeFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { chatgptConversations, countMessages } from '#tests/helpers/chatgpt-export.ts'
import { readPaths } from '#tests/helpers/read-inputs.ts'
import { tempFolder } from '#tests/helpers/temp-folder.ts'

const child = new URL('../unit/importers/read-in-child.ts', import.meta.url).pathname
const gigabyte = 1024 ** 3
const size = 4.1 * gigabyte
const heap = '--max-old-space-size=256'

test('a conversations.json of more than 4 GB is read to its last message in a heap of 256 MB', async () => {
  await using folder = await tempFolder()
  const disk = await statfs(folder.path)
  expect(disk.bavail * disk.bsize).toBeGreaterThan(3 * size)
  const path = folder.file('conversations.json')
  const block = [...chatgptConversations({ conversations: 400, turns: 12, pictureEvery: 0 })]
  const bytes = Buffer.from(block.map((one) => JSON.stringify(one)).join(','))
  const file = await open(path, 'w')
  let blocks = 0
  await file.write('[')
  for (let written = 0; written < size; written += bytes.length) {
    if (blocks > 0) await file.write(',')
    await file.write(bytes)
    blocks += 1
  }
  await file.write(']')
  await file.close()
  const { stdout } = await promisify(execFile)(process.execPath, [heap, child, path])
  console.info(`${(size / gigabyte).toFixed(1)} GB, ${stdout}`)
  const read = JSON.parse(stdout) as Readonly<Record<string, number>>
  const messages = block.reduce((sum, one) => sum + countMessages(one), 0)
  expect(read).toMatchObject({ conversations: blocks * block.length, messages: blocks * messages })
  expect(read['peakBytes']).toBeLessThan(0.45 * gigabyte)
})

test('5 GB of nothing is told from its beginning, in no time', async () => {
  await using folder = await tempFolder()
  await writeFile(folder.file('conversations.json'), '')
  await truncate(folder.file('conversations.json'), 5 * gigabyte)
  const { sorted } = await readPaths(folder.file('conversations.json'))
  expect(sorted).toMatchObject([{ kind: 'other', code: 'not-recognised', failed: true }])
})
