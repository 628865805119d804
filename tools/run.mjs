// The one door to every tool in this folder: `node tools/run.mjs <tool> [arguments]`. It must run on any Node, because
// the tools themselves are TypeScript that only a recent Node can read.
import { existsSync } from 'node:fs'
import { spawnSync } from 'node:child_process'
import path from 'node:path'

const neededMajor = 24
const [tool, ...args] = process.argv.slice(2)
const system = process.platform === 'win32' ? 'win' : process.platform
const file = process.platform === 'win32' ? 'node.exe' : 'node'
const bundledNode = path.resolve(import.meta.dirname, `../node_modules/node-${system}-${process.arch}/bin/${file}`)

if (!/^[a-z-]+$/.test(tool ?? '') || !existsSync(new URL(`./${tool}.ts`, import.meta.url))) {
  console.error('usage: node tools/run.mjs <tool> [arguments]')
  process.exitCode = 2
} else if (Number.parseInt(process.versions.node, 10) >= neededMajor) {
  await import(`./${tool}.ts`)
} else if (existsSync(bundledNode)) {
  process.exitCode = spawnSync(bundledNode, [import.meta.filename, tool, ...args], { stdio: 'inherit' }).status ?? 1
} else {
  console.error(`Keepsake needs Node.js ${neededMajor} or newer; this is ${process.versions.node}.`)
  console.error(
    `Install Node.js ${neededMajor} and run the command again (on Linux and Windows, npm ci brings it along).`,
  )
  process.exitCode = 1
}
