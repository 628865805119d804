import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

/** Nothing on the page as it is now may break an accessibility rule that axe can see. `where` names it in the failure. */
export const expectAccessible = async (page: Page, where: string): Promise<void> => {
  // An interface that is still being loaded has nothing to be judged.
  await expect(page.locator('main').first()).toBeVisible()
  // A fade halfway through has colours that nobody is asked to read.
  await page.waitForFunction(() =>
    document.getAnimations().every((animation) => {
      const { iterations } = animation.effect?.getComputedTiming() ?? {}
      return animation.playState !== 'running' || iterations === Infinity
    }),
  )
  // Without frames there is nothing to gather in a second page, which is what legacy mode leaves out.
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode()
    .options({ resultTypes: ['violations'] })
    .analyze()
  const found = violations.map(
    ({ id, nodes }) =>
      `${id}: ${nodes.map((node) => `${node.html.slice(0, 160)} (${node.any[0]?.message ?? ''})`).join(' | ')}`,
  )
  expect(found, `axe on ${where}`).toEqual([])
}
