import { globSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import type { Bench, BenchRow } from './bench.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'boolean', default: false }, full: { type: 'boolean', default: false } },
})

type Outcome = BenchRow & { readonly bench: string; readonly ratio: number; readonly holds: boolean }

const judge = (bench: string, row: BenchRow): Outcome => {
  const ratio = row.measured / row.baseline
  return { bench, ...row, ratio, holds: row.better === 'less' ? ratio <= row.budget : ratio >= row.budget }
}

const short = (value: number): string => value.toLocaleString('en', { maximumSignificantDigits: 3 })

const line = ({ what, against, unit, measured, baseline, ratio, budget, better, holds }: Outcome): string => {
  const bound = `${better === 'less' ? '≤' : '≥'} ${budget}`
  const numbers = `${short(measured)} ${unit} against ${short(baseline)} (${against})`
  return `  ${holds ? 'holds' : 'OVER '}  ${`${ratio.toFixed(2)}x`.padStart(7)} ${bound.padEnd(7)} ${what}: ${numbers}`
}

const runBench = async ({ name, run }: Bench): Promise<Outcome[]> => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'keepsake-bench-'))
  try {
    return (await run({ full: values.full, folder })).map((row) => judge(name, row))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

const files = globSync('*.bench.ts', { cwd: import.meta.dirname }).toSorted()
const outcomes: Outcome[] = []
for (const file of files) {
  const name = file.replace(/\.bench\.ts$/, '')
  if (positionals.length > 0 && !positionals.includes(name)) continue
  const module: { readonly bench: Bench } = await import(`./${file}`)
  if (!values.json) console.log(name)
  const rows = await runBench(module.bench)
  outcomes.push(...rows)
  if (!values.json) for (const row of rows) console.log(line(row))
}

if (values.json) console.log(JSON.stringify(outcomes, null, 2))
if (outcomes.length === 0) {
  console.error(`no such bench; there are: ${files.map((file) => file.replace(/\.bench\.ts$/, '')).join(', ')}`)
  process.exitCode = 2
} else if (outcomes.some(({ holds }) => !holds)) process.exitCode = 1
