import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'

/**
 * Takes away what processes that were killed have left in a folder; `makerOf` reads off a name which process made it, and
 * undefined for what is none of ours. What cannot be read or removed stays: clearing up stands in nobody's way.
 */
export async function sweepLeftovers(folder: string, makerOf: (name: string) => string | undefined): Promise<void> {
  for (const name of await readdir(folder).catch(() => [])) {
    const maker = makerOf(name)
    if (maker === undefined || isRunning(Number(maker))) continue
    await rm(join(folder, name), { recursive: true, force: true }).catch(() => undefined)
  }
}

function isRunning(processId: number): boolean {
  try {
    return process.kill(processId, 0)
  } catch (error) {
    // Somebody else's, and running.
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
