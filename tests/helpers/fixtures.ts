import { existsSync } from 'node:fs'
import { join } from 'node:path'

const root = new URL('../../../shared/fixtures/', import.meta.url).pathname

/** Whether the sample exports lie beside the repository; says so where they do not. */
export const hasFixtures = existsSync(root)
if (!hasFixtures) console.warn('Sample exports are not here (../shared/fixtures): tests over them are skipped.')

/** The path of a sample export. */
export function fixture(...names: string[]): string {
  return join(root, ...names)
}
