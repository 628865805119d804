import { spawnSync } from 'node:child_process'
import path from 'node:path'

/** Fills an empty profile before its host starts, by one of the scripts in tests/helpers. */
export const runSeed = (script: string, seed: object): void => {
  const file = path.resolve(import.meta.dirname, '../helpers', script)
  const { status, stderr } = spawnSync(process.execPath, [file], { input: JSON.stringify(seed), encoding: 'utf8' })
  if (status !== 0) throw new Error(`the profile could not be filled: ${stderr}`)
}
