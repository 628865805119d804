import { defineConfig } from '@playwright/test'
import { findChromium } from './tools/lib/chromium.ts'

const isRoot = process.getuid?.() === 0
const executablePath = findChromium()

export default defineConfig({
  testDir: 'tests/e2e',
  testMatch: '**/*.spec.ts',
  outputDir: 'out/test/e2e',
  timeout: 120_000,
  // Deriving keys takes its time on a machine that does other things as well.
  expect: { timeout: 15_000 },
  fullyParallel: true,
  workers: 2,
  forbidOnly: process.env['CI'] !== undefined,
  retries: 0,
  reporter: [['list'], ['json', { outputFile: 'out/test/e2e.json' }]],
  use: {
    // What never comes is named, where the whole test would only have taken too long.
    actionTimeout: 30_000,
    screenshot: 'only-on-failure',
    // A browser without windows asks nobody, and so refuses.
    permissions: ['clipboard-read', 'clipboard-write'],
    launchOptions: {
      ...(executablePath === null ? {} : { executablePath }),
      // Chromium's sandbox refuses to start as root. Nobody else goes without it.
      chromiumSandbox: !isRoot,
      args: isRoot ? ['--test-type'] : [],
    },
  },
  projects: [
    { name: 'browser', grepInvert: /@desktop-only|@screenshots/ },
    { name: 'desktop', grep: /@desktop/ },
    { name: 'screenshots', grep: /@screenshots/ },
  ],
})
