import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'

type Counts = { readonly passed: number; readonly failed: number; readonly skipped: number }

const VitestReport = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
})
const PlaywrightReport = z.object({
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number(), skipped: z.number() }),
})

const read = (file: string): unknown => (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined)

const ofVitest = (file: string): Counts => {
  const report = VitestReport.safeParse(read(file))
  if (!report.success) return { passed: 0, failed: 0, skipped: 0 }
  const { numPassedTests, numFailedTests, numPendingTests } = report.data
  return { passed: numPassedTests, failed: numFailedTests, skipped: numPendingTests }
}

const ofPlaywright = (file: string): Counts => {
  const report = PlaywrightReport.safeParse(read(file))
  if (!report.success) return { passed: 0, failed: 0, skipped: 0 }
  const { expected, unexpected, flaky, skipped } = report.data.stats
  return { passed: expected + flaky, failed: unexpected, skipped }
}

/** Adds up the reports that the test runners left in a folder. */
export const countTests = (folder: string): Counts =>
  [
    ofVitest(path.join(folder, 'unit.json')),
    ofVitest(path.join(folder, 'packaging.json')),
    ofPlaywright(path.join(folder, 'e2e.json')),
  ].reduce((sum, one) => ({
    passed: sum.passed + one.passed,
    failed: sum.failed + one.failed,
    skipped: sum.skipped + one.skipped,
  }))
