import { realpath } from 'node:fs/promises'
import { isAbsolute, relative, sep } from 'node:path'
import { AppError } from '#core/errors.ts'

/**
 * Throws INVALID_INPUT for a path in the vault's folder or around it. On POSIX a process that opens and closes a file
 * lets go of every lock it has on it: reading the vault's own files would open the door to a second writer.
 */
export async function assertOutsideVault(paths: readonly string[], vaultFolder: string): Promise<void> {
  const vault = await realpath(vaultFolder)
  for (const path of paths) {
    const real = await realpath(path).catch(() => null)
    if (real !== null && (holds(real, vault) || holds(vault, real))) {
      throw new AppError('INVALID_INPUT', { fields: ['paths'] })
    }
  }
}

function holds(folder: string, path: string): boolean {
  const way = relative(folder, path)
  return way.split(sep)[0] !== '..' && !isAbsolute(way)
}
