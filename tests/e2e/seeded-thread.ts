import { spawnSync } from 'node:child_process'
import path from 'node:path'
import type { SeededThread } from '#tests/helpers/seed-thread.ts'

const script = path.resolve(import.meta.dirname, '../helpers/seed-thread.ts')

/** Fills an empty profile before its host starts. */
export const seedThread = (seed: SeededThread): void => {
  const { status, stderr } = spawnSync(process.execPath, [script], { input: JSON.stringify(seed), encoding: 'utf8' })
  if (status !== 0) throw new Error(`the profile could not be filled: ${stderr}`)
}
