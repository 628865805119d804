import { mkdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { ensureChromium } from './lib/chromium.ts'
import { packageFile, root } from './lib/paths.ts'
import { runNode } from './lib/run-command.ts'
import { countTests } from './lib/count-tests.ts'

const reports = path.join(root, 'out/test')
rmSync(reports, { recursive: true, force: true })
mkdirSync(reports, { recursive: true })

const tool = path.join(root, 'tools/run.mjs')
const stages: readonly (() => Promise<number>)[] = [
  async () => (await runNode(tool, ['check'])).code,
  async () => (await runNode(tool, ['build'])).code,
  async () =>
    (
      await runNode(packageFile('vitest/vitest.mjs'), [
        'run',
        '--project=packaging',
        '--project=durability',
        '--reporter=default',
        '--reporter=json',
        `--outputFile.json=${path.join(reports, 'packaging.json')}`,
      ])
    ).code,
  async () => {
    await ensureChromium()
    return (await runNode(packageFile('@playwright/test/cli.js'), ['test', '--project=browser', '--project=desktop']))
      .code
  },
]

let failed = false
for (const stage of stages) {
  // A later stage still tells something when an earlier one failed.
  try {
    failed = (await stage()) !== 0 || failed
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    failed = true
  }
}

const counts = countTests(reports)
console.log(`\n${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`)
if (failed) process.exitCode = 1
