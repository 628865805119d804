import { mkdir, readdir, stat, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import { isReadOnlyError, systemCode, writeError } from './disk-error.ts'
import { acquireInstanceLock, type InstanceLock, lockFileName } from './instance-lock.ts'
import { readSlotFile, type SlotFile, slotFileNames, writeSlotFile } from './slot-file.ts'

const databaseName = 'keepsake.db'
const mediaName = 'media.db'
const vaultNames: ReadonlySet<string> = new Set([...slotFileNames, databaseName, mediaName, lockFileName])

/** What can be said about the folder without a key. `database` names the present state of the database file. */
export type FolderLook =
  | {
      readonly state:
        | 'in-use'
        | 'read-only'
        | 'absent'
        | 'slots-damaged'
        | 'newer-format'
        | 'database-missing'
        | 'database-damaged'
    }
  | { readonly state: 'closed'; readonly slotFile: SlotFile; readonly database: string }

/** The vault's folder and this process's hold on it. */
export type VaultFolder = {
  /** Looks again. Takes the instance lock as soon as there is something of a vault, and keeps it. */
  readonly look: () => Promise<FolderLook>
  /** Makes the folder, takes the lock, and clears away empty files that a cut-off creation left. Only where `absent`. */
  readonly prepare: () => Promise<'ready' | 'in-use' | 'read-only'>
  /** Rejects with DISK_FULL or VAULT_UNAVAILABLE, and then nothing has changed. */
  readonly write: (slotFile: SlotFile) => Promise<void>
  /** Changes whenever the database file does; empty where there is none. */
  readonly databaseState: () => Promise<string>
  readonly release: () => void
}

export function createVaultFolder(folder: string): VaultFolder {
  let lock: InstanceLock | null = null

  const hold = (): 'ready' | 'in-use' | 'read-only' => {
    if (lock) return 'ready'
    const acquired = acquireInstanceLock(folder)
    if (typeof acquired === 'string') return acquired
    lock = acquired
    return 'ready'
  }

  const databaseFile = () => stat(join(folder, databaseName)).catch(() => null)

  const databaseState = async () => {
    const file = await databaseFile()
    return file ? `${file.ino}:${file.size}:${file.mtimeMs}:${file.ctimeMs}` : ''
  }

  const look = async (): Promise<FolderLook> => {
    const names = await readdir(folder).catch((error: unknown) => systemCode(error) ?? 'unknown')
    if (typeof names === 'string') return { state: names === 'ENOENT' ? 'absent' : 'read-only' }
    const present = names.filter((name) => vaultNames.has(name))
    if (present.length === 0) return { state: 'absent' }
    const held = hold()
    if (held !== 'ready') return { state: held }

    const reading = await readSlotFile(folder)
    if (reading.state !== 'read') {
      if (reading.state === 'newer-format') return { state: 'newer-format' }
      return { state: present.every((name) => name === lockFileName) ? 'absent' : 'slots-damaged' }
    }
    const slotFile = reading.file
    const file = await databaseFile()
    if (!file || file.size === 0) {
      // Cut off while it was made: nothing was ever kept in it, so it may be made again.
      if (!slotFile.opened) return { state: 'absent' }
      return { state: file ? 'database-damaged' : 'database-missing' }
    }
    return { state: 'closed', slotFile, database: await databaseState() }
  }

  return {
    look,
    prepare: async () => {
      try {
        await mkdir(folder, { recursive: true, mode: 0o700 })
      } catch (error) {
        if (isReadOnlyError(error)) return 'read-only'
        throw writeError(error)
      }
      const held = hold()
      if (held === 'ready')
        await Promise.all([databaseName, mediaName].map((name) => removeIfEmpty(join(folder, name))))
      return held
    },
    write: async (slotFile) => {
      try {
        await writeSlotFile(folder, slotFile)
      } catch (error) {
        throw writeError(error)
      }
    },
    databaseState,
    release: () => {
      lock?.release()
      lock = null
    },
  }
}

async function removeIfEmpty(path: string): Promise<void> {
  const file = await stat(path).catch(() => null)
  if (file?.size === 0) await unlink(path)
}
