import path from 'node:path'
import { ensureChromium } from './lib/chromium.ts'
import { packageFile, root } from './lib/paths.ts'
import { runNode } from './lib/run-command.ts'

const build = await runNode(path.join(root, 'tools/run.mjs'), ['build'])
if (build.code !== 0) process.exit(build.code)
await ensureChromium()
const args = ['test', '--project=screenshots', ...process.argv.slice(3)]
process.exitCode = (await runNode(packageFile('@playwright/test/cli.js'), args)).code
