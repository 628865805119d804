import { spawn } from 'node:child_process'
import path from 'node:path'
import { root } from './paths.ts'

type Options = {
  /** `inherit` shows output as it comes; `collect` returns it. */
  readonly output?: 'inherit' | 'collect'
  readonly env?: NodeJS.ProcessEnv
  /** After this long the command is ended and counts as failed. */
  readonly timeoutMs?: number
}

/** How a command ended: its exit code (1 when it was killed or could not start) and what it wrote, if collected. */
export type CommandResult = { readonly code: number; readonly output: string }

const binFolder = path.join(root, 'node_modules/.bin')

/** Our environment with the project's own Node and tools first on the path. */
export const toolEnvironment = (extra: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv => ({
  ...process.env,
  PATH: [path.dirname(process.execPath), binFolder, process.env['PATH'] ?? ''].join(path.delimiter),
  ...extra,
})

/** Runs one program in the project's folder and waits for its end. Never throws for a failing command. */
export const runCommand = (command: string, args: readonly string[], options: Options = {}): Promise<CommandResult> => {
  const { output = 'inherit', env, timeoutMs } = options
  return new Promise((resolve) => {
    const chunks: Buffer[] = []
    const child = spawn(command, args, {
      cwd: root,
      env: toolEnvironment(env),
      stdio: output === 'inherit' ? 'inherit' : ['ignore', 'pipe', 'pipe'],
      ...(timeoutMs === undefined ? {} : { timeout: timeoutMs }),
    })
    // Ctrl+C reaches the child too, which may have things to close: wait for it instead of dying first.
    const wait = (): void => {}
    const end = (): boolean => child.kill('SIGTERM')
    process.on('SIGINT', wait).on('SIGTERM', end)
    child.stdout?.on('data', (chunk: Buffer) => chunks.push(chunk))
    child.stderr?.on('data', (chunk: Buffer) => chunks.push(chunk))
    const finish = (code: number): void => {
      process.off('SIGINT', wait).off('SIGTERM', end)
      resolve({ code, output: Buffer.concat(chunks).toString() })
    }
    child.on('error', (error) => {
      chunks.push(Buffer.from(`${error.message}\n`))
      finish(1)
    })
    child.on('close', (code) => finish(code ?? 1))
  })
}

/** Runs a package's command line file with our own Node. */
export const runNode = (file: string, args: readonly string[] = [], options: Options = {}): Promise<CommandResult> =>
  runCommand(process.execPath, [file, ...args], options)
