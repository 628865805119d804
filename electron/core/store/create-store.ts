import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { mediaFile } from './connect.ts'
import { openDatabase } from './database.ts'

/**
 * Makes an empty store in a vault folder that has none. It is built aside and moved in whole, so that a crash leaves
 * either a store that opens or none at all, and what is cleared away here can never have held a word.
 */
export function createStore(folder: string, key: Uint8Array): void {
  const file = join(folder, 'keepsake.db')
  if (existsSync(file)) throw new Error('A store is there already')
  // A name that nothing of the person's has: whatever is there goes.
  const aside = join(folder, 'keepsake.db.new')
  rmSync(aside, { recursive: true, force: true })
  mkdirSync(aside, { mode: 0o700 })
  const made = join(aside, 'keepsake.db')
  openDatabase({ file: made, key, mode: 'create' }).close()
  renameSync(mediaFile(made), mediaFile(file))
  renameSync(made, file)
  rmSync(aside, { recursive: true })
}
