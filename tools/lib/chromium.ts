import { existsSync } from 'node:fs'
import { chromium } from '@playwright/test'
import { packageFile } from './paths.ts'
import { runCommand, runNode } from './run-command.ts'

/** The one without windows of its own first: it takes a fifth less of the machine's time for the same pages. */
const systemChromiums = ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium']
const debianPackages = ['chromium-headless-shell', 'xvfb', 'fonts-noto-cjk', 'fonts-noto-color-emoji']
const installMs = 600_000

/** The Chromium that tests drive: Debian's where it is installed, else the one Playwright downloaded, else null. */
export const findChromium = (): string | null =>
  [...systemChromiums, chromium.executablePath()].find((file) => existsSync(file)) ?? null

const missingDebianPackages = async (): Promise<string[]> => {
  const { output } = await runCommand('dpkg-query', ['-W', '-f', '${Package} ${Status}\n', ...debianPackages], {
    output: 'collect',
  })
  return debianPackages.filter((name) => !output.includes(`${name} install ok installed`))
}

const installFromDebian = async (): Promise<void> => {
  const missing = await missingDebianPackages()
  if (missing.length === 0) return
  console.log(`Installing ${missing.join(', ')} for the tests…`)
  const options = { output: 'collect', timeoutMs: installMs, env: { DEBIAN_FRONTEND: 'noninteractive' } } as const
  await runCommand('apt-get', ['update', '-qq'], options)
  const { code, output } = await runCommand(
    'apt-get',
    ['install', '-y', '--no-install-recommends', ...missing],
    options,
  )
  if (code !== 0) console.error(output.trimEnd())
}

/** Finds a Chromium for the tests and installs one where it may. Throws with an instruction where it cannot. */
export const ensureChromium = async (): Promise<string> => {
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) await installFromDebian()
  else if (findChromium() === null) {
    await runNode(packageFile('@playwright/test/cli.js'), ['install', 'chromium'], { timeoutMs: installMs })
  }
  const found = findChromium()
  if (found !== null) return found
  throw new Error(
    'The end-to-end tests need Chromium. On Debian or Ubuntu install it with\n' +
      `  sudo apt-get install -y --no-install-recommends ${debianPackages.join(' ')}\n` +
      'and elsewhere with\n  npx playwright install chromium',
  )
}
