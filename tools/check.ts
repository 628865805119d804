import path from 'node:path'
import { packageFile, root } from './lib/paths.ts'
import { runCommand, runNode, type CommandResult } from './lib/run-command.ts'

type Step = { readonly name: string; readonly run: () => Promise<CommandResult> }

const collect = { output: 'collect' } as const
const node = (name: string, file: string, ...args: string[]): Step => ({
  name,
  run: () => runNode(packageFile(file), args, collect),
})

const steps: readonly Step[] = [
  { name: 'types', run: () => runCommand(packageFile('.bin/tsc'), ['-b'], collect) },
  node('lint', 'oxlint/bin/oxlint', '--deny-warnings'),
  node('format', 'oxfmt/bin/oxfmt', '--check'),
  node(
    'walls',
    'dependency-cruiser/bin/dependency-cruiser.mjs',
    '--config',
    '.dependency-cruiser.cjs',
    'shared',
    'electron',
    'renderer',
  ),
  node('dead code', 'knip/bin/knip.js'),
  node('locales', 'i18next-cli/dist/esm/cli.js', 'status'),
]

const runStep = async ({ name, run }: Step): Promise<boolean> => {
  const startedAt = performance.now()
  const { code, output } = await run()
  console.log(`${code === 0 ? 'ok  ' : 'FAIL'} ${name} (${((performance.now() - startedAt) / 1000).toFixed(1)} s)`)
  if (code !== 0) console.log(output.trimEnd())
  return code === 0
}

// Two at a time: more would only fight for the two cores of a small machine.
const waiting = [...steps]
const worker = async (): Promise<boolean> => {
  let sound = true
  for (let step = waiting.shift(); step; step = waiting.shift()) sound = (await runStep(step)) && sound
  return sound
}
const sound = (await Promise.all([worker(), worker()])).every(Boolean)

const report = path.join(root, 'out/test/unit.json')
const tests = await runNode(packageFile('vitest/vitest.mjs'), [
  'run',
  '--project=unit',
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${report}`,
])

if (!sound || tests.code !== 0) process.exitCode = 1
