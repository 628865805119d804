import { openForeignDatabase, type ForeignDatabase } from '#core/store/foreign-database.ts'
import { heldFile } from './held-file.ts'
import type { SourceFile } from './source-files.ts'
import { SourceTrouble } from './source-trouble.ts'

/** It lies in memory twice while it is opened; on disk nothing of an export may lie in the open. */
const mostBytes = 256 * 1024 * 1024

/** Opens another app's database. Throws SourceTrouble. */
export async function openDatabaseFile(file: SourceFile): Promise<ForeignDatabase> {
  const bytes = await heldFile(file, mostBytes)
  try {
    return openForeignDatabase(bytes)
  } catch {
    throw new SourceTrouble('damaged')
  }
}
