import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import type { CDPSession, Locator } from '@playwright/test'
import { expect, test as base } from './fixtures.ts'
import { createPerson, passphrase } from './person.ts'
import { seedThread } from './seeded-thread.ts'

const long = 'البحر هادئ اليوم، والريح خفيفة. '.repeat(60)
const wide = `\`\`\`ts\nconst line = '${'a line that scrolls by itself '.repeat(8)}'\n\`\`\``

/** A thread that ends with two long versions of a reply, read with a finger. */
const test = base.extend({
  profile: async ({}, use) => {
    const profile = await mkdtemp(path.join(os.tmpdir(), 'keepsake-e2e-'))
    const at = Date.UTC(2026, 2, 5, 9)
    seedThread({
      profile,
      language: 'en',
      passphrase,
      name: '知夏',
      baseUrl: 'http://127.0.0.1:9/v1',
      said: [
        { role: 'user', text: 'Tell me of the sea', at },
        { role: 'assistant', text: `First. ${long}`, at: at + 60_000 },
        { role: 'assistant', text: `Second. ${long}\n\n${wide}`, at: at + 120_000, after: 0 },
      ],
    })
    await use(profile)
    await rm(profile, { recursive: true, force: true })
  },
})
test.use({
  hasTouch: true,
  viewport: { width: 420, height: 760 },
  contextOptions: { reducedMotion: 'no-preference' },
})

/** Draws one finger from a place on an element by so much, as a hand does it: in steps, not in a jump. */
async function draw(cdp: CDPSession, on: Locator, by: { readonly x: number; readonly y: number }) {
  const box = await on.boundingBox()
  if (!box) throw new Error('nothing to draw over')
  const from = { x: box.x + box.width / 2, y: Math.max(box.y, 0) + Math.min(60, box.height / 2) }
  const steps = 8
  for (let step = 0; step <= steps; step += 1) {
    const touchPoints = [{ x: from.x + (by.x * step) / steps, y: from.y + (by.y * step) / steps }]
    await cdp.send('Input.dispatchTouchEvent', { type: step === 0 ? 'touchStart' : 'touchMove', touchPoints })
  }
  await cdp.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
}

test('a finger drawn sideways turns to another version, and one drawn up and down or over code only scrolls', async ({
  keepsake: page,
}) => {
  const person = createPerson(page, 'en')
  const cdp = await page.context().newCDPSession(page)
  const last = person.messages.last()
  const scrolled = () => last.evaluate((row) => row.closest('[role="region"]')?.scrollTop ?? Number.NaN)
  await person.unlock()
  await expect(last).toContainText('Second.')

  await draw(cdp, last, { x: 180, y: 12 })
  await expect(last).toContainText('First.')
  await draw(cdp, last, { x: -180, y: -12 })
  await expect(last).toContainText('Second.')
  expect(await page.evaluate(() => getSelection()?.toString())).toBe('')

  const code = last.getByRole('group', { name: 'TypeScript' })
  await code.scrollIntoViewIfNeeded()
  await draw(cdp, code, { x: -150, y: 4 })
  await expect.poll(() => code.evaluate((pre) => pre.scrollLeft)).toBeGreaterThan(0)
  const before = await scrolled()
  await draw(cdp, last, { x: 70, y: 260 })
  await expect.poll(scrolled).toBeLessThan(before)
  await expect(last).toContainText('Second.')
})
