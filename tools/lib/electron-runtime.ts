import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { packageFile } from './paths.ts'
import { runNode } from './run-command.ts'

const probeMs = 5_000
const downloadMs = 180_000

/** The Electron program of this project, or null where its runtime was never downloaded. */
export const findElectron = (): string | null => {
  const pathFile = packageFile('electron/path.txt')
  if (!existsSync(pathFile)) return null
  const program = path.join(packageFile('electron/dist'), readFileSync(pathFile, 'utf8'))
  return existsSync(program) ? program : null
}

const sourceAnswers = async (): Promise<boolean> => {
  try {
    const source = process.env['ELECTRON_MIRROR'] ?? 'https://github.com'
    await fetch(source, { method: 'HEAD', signal: AbortSignal.timeout(probeMs) })
    return true
  } catch {
    return false
  }
}

/** Downloads the runtime where its source can be reached; gives up after a bounded wait. */
export const fetchElectron = async (): Promise<string | null> => {
  if (!(await sourceAnswers())) return null
  console.log('Fetching the Electron runtime (about 110 MB, once)…')
  await runNode(packageFile('electron/install.js'), [], { output: 'collect', timeoutMs: downloadMs })
  return findElectron()
}
