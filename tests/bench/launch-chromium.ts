import { chromium, type Browser } from '@playwright/test'
import { findChromium } from '../../tools/lib/chromium.ts'

/** Starts the Chromium that benches drive. */
export const launchChromium = (): Promise<Browser> => {
  const executablePath = findChromium()
  // Its sandbox refuses to start as root. Nobody else goes without it.
  const isRoot = process.getuid?.() === 0
  return chromium.launch({
    ...(executablePath === null ? {} : { executablePath }),
    chromiumSandbox: !isRoot,
    args: isRoot ? ['--test-type'] : [],
  })
}
