import { execFile } from 'node:child_process'
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'

const root = path.resolve(import.meta.dirname, '../..')
const rooms = ['shared', 'electron/core', 'electron/desktop', 'electron/browser', 'electron/cli', 'renderer']
const plans = ['package.json', 'tsconfig.base.json', '.oxlintrc.json', '.dependency-cruiser.cjs']

/** A house like ours with nobody in it: the same walls around files that a test writes. */
export type ScratchHouse = AsyncDisposable & {
  readonly write: (files: Readonly<Record<string, string>>) => Promise<void>
  /** Runs a tool of `node_modules` there; resolves with all that it wrote to standard output, however it ended. */
  readonly run: (tool: string, ...args: readonly string[]) => Promise<string>
}

/** Builds an empty copy of the house in a temporary folder. */
export const createScratchHouse = async (): Promise<ScratchHouse> => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'keepsake-house-'))
  const configs = [...plans, ...rooms.map((room) => `${room}/tsconfig.json`)]
  await Promise.all(configs.map((file) => cp(path.join(root, file), path.join(folder, file))))
  const references = rooms.map((room) => ({ path: room }))
  await writeFile(path.join(folder, 'tsconfig.json'), JSON.stringify({ files: [], references }))
  await symlink(path.join(root, 'node_modules'), path.join(folder, 'node_modules'))

  return {
    write: async (files) => {
      for (const [file, text] of Object.entries(files)) {
        await mkdir(path.dirname(path.join(folder, file)), { recursive: true })
        await writeFile(path.join(folder, file), text)
      }
    },
    run: (tool, ...args) =>
      new Promise((resolve) => {
        const file = path.join(root, 'node_modules', tool)
        const options = { cwd: folder, maxBuffer: 64 * 1024 * 1024, timeout: 50_000 }
        execFile(process.execPath, [file, ...args], options, (_error, output) => resolve(output))
      }),
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  }
}
