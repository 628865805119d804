import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'

// The door in front of the command line. It must parse and run on any Node that npm supports, because the system's
// own Node may be older than the one this project brings with it.
const neededMajor = 24

const runWith = (node: string): void => {
  const child = spawn(node, process.argv.slice(1), { stdio: 'inherit' })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal))
  child.on('exit', (code, signal) => process.exit(signal === null ? (code ?? 1) : 1))
}

if (Number.parseInt(process.versions.node, 10) >= neededMajor) {
  const { run } = await import('./main.ts')
  // Built, this is out/main/cli.js; it also runs from source.
  const worker = import.meta.url.endsWith('.ts') ? '../core/jobs/worker.ts' : './worker.js'
  await run(process.argv, new URL(worker, import.meta.url))
} else {
  const name = process.platform === 'win32' ? 'node.exe' : 'node'
  const ours = path.resolve(import.meta.dirname, '../../node_modules/.bin', name)
  if (existsSync(ours)) runWith(ours)
  else {
    process.stderr.write(`keepsake needs Node.js ${neededMajor} or newer; this is ${process.versions.node}.\n`)
    process.exitCode = 1
  }
}
