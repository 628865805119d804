import type { Page } from '@playwright/test'

/** Opens an address of the interface within the window, as a link in it would. */
export const go = (page: Page, address: string): Promise<void> =>
  page.evaluate((next) => {
    location.hash = next
  }, address)
