import { expect, test } from './fixtures.ts'

test.use({ contextOptions: { reducedMotion: 'no-preference' } })

test('a new profile opens on a page that asks for something, with nothing refused by the policy @desktop', async ({
  keepsake,
}) => {
  await expect(keepsake.locator('main')).toBeVisible()
  await expect(keepsake.getByRole('button').first()).toBeVisible()
  expect(await keepsake.title()).not.toBe('')
})
