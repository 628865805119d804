import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { ExportFormat } from '#shared/model/export.ts'
import { seedDatabase } from '../bench/seed.ts'
import { createTestStore } from '#tests/helpers/test-store.ts'

const child = new URL('../helpers/export-in-child.ts', import.meta.url).pathname
/** With all the room there is, what is dropped would be swept together late. */
const heap = ['--max-old-space-size=96', '--max-semi-space-size=8']
const few = 5_000
const many = 100_000

test('an export of a hundred thousand messages holds hardly more than one of five thousand, in every form', async () => {
  using small = createTestStore()
  using large = createTestStore()
  seedDatabase(small.database, { messages: few, conversations: 1, pace: 30 })
  seedDatabase(large.database, { messages: many, conversations: 1, pace: 30 })
  const peak = async ({ file, key }: typeof small, format: ExportFormat) => {
    const args = [...heap, child, file, Buffer.from(key).toString('hex'), format]
    const { stdout } = await promisify(execFile)(process.execPath, args)
    return JSON.parse(stdout) as { readonly messages: number; readonly bytes: number; readonly peakBytes: number }
  }
  for (const format of ExportFormat.options) {
    const [one, other] = [await peak(small, format), await peak(large, format)]
    console.info(
      `${format}: ${one.peakBytes >> 20} MB for ${one.messages}, ${other.peakBytes >> 20} MB for ${other.messages}`,
    )
    expect(other.messages / one.messages).toBeGreaterThan(15)
    expect(other.peakBytes / one.peakBytes).toBeLessThan(1.5)
  }
})
