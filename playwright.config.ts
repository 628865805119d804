import { defineConfig } from '@playwright/test'
import { findChromium } from './tools/lib/chromium.ts'

const isRoot = process.getuid?.() === 0
const executablePath = findChromium()

export default defineConfig({
  testDir: 'tests/e2e',
  testMatch: '**/*.spec.ts',
  outputDir: 'out/test/e2e',
  // A machine that does other things as well takes three times as long, and is not wrong.
  timeout: 300_000,
  // Deriving keys takes its time on a machine that does other things as well.
  expect: { timeout: 20_000 },
  fullyParallel: true,
  workers: 2,
  forbidOnly: process.env['CI'] !== undefined,
  retries: 0,
  reporter: [['list'], ['json', { outputFile: 'out/test/e2e.json' }]],
  use: {
    // Fades cost a fifth of the time, and a page halfway through one cannot be judged; what tests motion asks for it.
    contextOptions: { reducedMotion: 'reduce' },
    // What never comes is named, where the whole test would only have taken too long.
    actionTimeout: 45_000,
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
