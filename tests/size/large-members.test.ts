import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { largeShapes, writeLargeExport } from '#tests/helpers/large-exports.ts'
import { tempFolder } from '#tests/helpers/temp-folder.ts'

const child = new URL('../unit/importers/read-in-child.ts', import.meta.url).pathname
const megabyte = 1024 ** 2
/** A quarter of what an import has, and less than the member itself: garbage must not count as held. */
const heap = '--max-old-space-size=256'

test.each(Object.keys(largeShapes) as (keyof typeof largeShapes)[])(
  'a backup of %s with 300 MB in one member is read to its last message in a heap of 256 MB',
  async (app) => {
    await using folder = await tempFolder()
    const path = folder.file('backup.json')
    const written = await writeLargeExport(path, app, 300 * megabyte)
    expect(written.bytes).toBeGreaterThan(256 * megabyte)
    const { stdout } = await promisify(execFile)(process.execPath, [heap, child, path])
    const read = JSON.parse(stdout) as Readonly<Record<string, number>>
    console.info(`${app}: ${Math.round(written.bytes / megabyte)} MB, ${stdout}`)
    expect(read).toMatchObject({ format: app, conversations: written.conversations, messages: written.messages })
    expect(read['peakBytes']).toBeLessThan(480 * megabyte)
  },
)
