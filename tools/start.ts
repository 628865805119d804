import path from 'node:path'
import { fetchElectron, findElectron } from './lib/electron-runtime.ts'
import { root } from './lib/paths.ts'
import { runCommand, runNode } from './lib/run-command.ts'

/** Why a desktop window cannot open here, or null where it can. */
const whyNoWindow = (): string | null => {
  if (process.platform !== 'linux') return null
  if (!process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY']) return 'there is no display here'
  // Electron starts as root only without its sandbox, and we never switch that off.
  if (process.getuid?.() === 0) return 'its sandbox does not work for the root user'
  return null
}

const build = await runNode(path.join(root, 'tools/run.mjs'), ['build'])
if (build.code !== 0) process.exit(build.code)

const reason = whyNoWindow()
const electron = reason === null ? (findElectron() ?? (await fetchElectron())) : null
const args = process.argv.slice(3)

if (electron === null) {
  console.log(`Opening in a browser, not in Electron: ${reason ?? 'its runtime could not be fetched on this network'}.`)
  process.exitCode = (await runNode(path.join(root, 'out/main/browser.js'), ['--open', ...args])).code
} else {
  process.exitCode = (await runCommand(electron, [root, ...args])).code
}
